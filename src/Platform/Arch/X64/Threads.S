# Threads: from one stack to another, and the first steps of a new one.
    .intel_syntax noprefix
    .include "Offsets.inc"
    .include "CalleeSaved.inc"
    .include "ProcessorOffsets.inc"
    .text

# void SwitchThreads(rdi = current ThreadBlock*, rsi = next ThreadBlock*). Interrupts are off. What a C# caller may keep in registers across a call
# goes on the stack, below which the collector looks no further (BLOCK_STOPPED_AT); the vector registers need not be kept.
    .globl SwitchThreads
    .balign 16
SwitchThreads:
    .cfi_startproc
    PUSH_CALLEE_SAVED
    mov [rdi + BLOCK_STOPPED_AT], rsp
    mov gs:[BLOCK_SELF], rsi
    mov rsp, [rsi + BLOCK_STOPPED_AT]
    mov qword ptr [rsi + BLOCK_STOPPED_AT], 0
    .globl SwitchReturn
SwitchReturn:
    POP_CALLEE_SAVED
    ret
    .cfi_endproc

# Where SwitchThreads returns to on a new thread's stack, which was made to look as if the thread had been switched from here
# (KernelThread.PrepareStack): rbx = its ThreadBlock*. The frame's return address is 0: stack walks end here.
    .globl ThreadStart
    .balign 16
ThreadStart:
    mov rdi, rbx
    xor ebp, ebp
    push 0
    call KernelThreadMain
    ud2

    .globl ThreadStartAddress
    .balign 16
ThreadStartAddress:
    lea rax, [rip + ThreadStart]
    ret

    .globl SwitchReturnAddress
    .balign 16
SwitchReturnAddress:
    lea rax, [rip + SwitchReturn]
    ret

# ProcessorBlock* CurrentProcessorBlock()
    .globl CurrentProcessorBlock
    .balign 16
CurrentProcessorBlock:
    mov rax, gs:[PROCESSOR_SELF]
    ret

# int CurrentProcessorIndex()
    .globl CurrentProcessorIndex
    .balign 16
CurrentProcessorIndex:
    mov eax, gs:[PROCESSOR_INDEX]
    ret

# bool InterruptsEnabled(): RFLAGS.IF.
    .globl InterruptsEnabled
    .balign 16
InterruptsEnabled:
    pushfq
    pop rax
    shr eax, 9
    and eax, 1
    ret

# void EnableInterruptsAndHalt(): an interrupt that is due comes after the second instruction only, so none is slept through
# (Intel SDM, volume 2, STI).
    .globl EnableInterruptsAndHalt
    .balign 16
EnableInterruptsAndHalt:
    sti
    hlt
    ret
