# Instructions that reach devices and model-specific registers. System V calling convention.
    .intel_syntax noprefix
    .text

    .macro FUNCTION name
    .globl \name
    .balign 16
\name:
    .endm

    FUNCTION PortRead16
    mov edx, edi
    in ax, dx
    movzx eax, ax
    ret

    FUNCTION PortRead32
    mov edx, edi
    in eax, dx
    ret

    FUNCTION PortWrite16
    mov eax, esi
    mov edx, edi
    out dx, ax
    ret

# ulong ReadModelRegister(uint number), void WriteModelRegister(uint number, ulong value).
    FUNCTION ReadModelRegister
    mov ecx, edi
    rdmsr
    shl rdx, 32
    or rax, rdx
    ret

    FUNCTION WriteModelRegister
    mov ecx, edi
    mov rax, rsi
    mov rdx, rsi
    shr rdx, 32
    wrmsr
    ret

# ulong ReadOrderedTimeStamp(): RDTSC after all earlier loads (Intel SDM, volume 2, RDTSC).
    FUNCTION ReadOrderedTimeStamp
    lfence
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret

# No interrupt table, then an exception: the processor shuts down and the machine resets.
    FUNCTION TripleFault
    cli
    push 0
    push 0
    lidt [rsp]
    int3
    hlt
