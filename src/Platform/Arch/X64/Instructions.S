# Instructions that C# has no words for. System V calling convention.
    .intel_syntax noprefix
    .text

    .macro FUNCTION name
    .globl \name
    .balign 16
\name:
    .endm

    FUNCTION PortWrite8
    mov eax, esi
    mov edx, edi
    out dx, al
    ret

    FUNCTION PortRead8
    mov edx, edi
    in al, dx
    movzx eax, al
    ret

    FUNCTION PortWrite32
    mov eax, esi
    mov edx, edi
    out dx, eax
    ret

    FUNCTION LoadInterruptTable
    lidt [rdi]
    ret

# void LoadGlobalTable(rdi = pointer to limit and base): code is selector 8, data 16; a far return is the way to reload CS.
    FUNCTION LoadGlobalTable
    lgdt [rdi]
    mov eax, 16
    mov ss, eax
    pop rax
    push 8
    push rax
    retfq

    FUNCTION LoadTaskRegister
    ltr di
    ret

    FUNCTION InvalidatePage
    invlpg [rdi]
    ret

    FUNCTION EnableInterrupts
    sti
    ret

    FUNCTION DisableInterrupts
    cli
    ret

    FUNCTION SaveAndDisableInterrupts
    pushfq
    pop rax
    cli
    ret

    FUNCTION RestoreInterrupts
    push rdi
    popfq
    ret

    FUNCTION HaltProcessor
    hlt
    ret

    FUNCTION PauseProcessor
    pause
    ret

    FUNCTION ReadTimeStampCounter
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret

# ulong ReadPageFaultAddress(): CR2.
    FUNCTION ReadPageFaultAddress
    mov rax, cr2
    ret

# Addresses of things that assembly or the linker defines.
    FUNCTION InterruptStubsAddress
    lea rax, [rip + InterruptStubs]
    ret

    FUNCTION StackTableAddress
    lea rax, [rip + StackTable]
    ret

    FUNCTION KernelEndAddress
    lea rax, [rip + KernelEnd]
    ret

    FUNCTION HardwareFaultEntryAddress
    lea rax, [rip + HardwareFaultEntry]
    ret

    FUNCTION ModulesAddress
    lea rax, [rip + __start___modules]
    ret

# The program that is linked into this image, or 0.
    .weak __managed__Main
    FUNCTION LinkedProgramAddress
    mov rax, offset __managed__Main
    ret
