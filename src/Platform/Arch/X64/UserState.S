# The parts of a program's state that stay in the processor while the kernel runs. System V calling convention.
    .intel_syntax noprefix
    .text

    .macro FUNCTION name
    .globl \name
    .balign 16
\name:
    .endm

# void SaveExtendedState(byte* area, ulong components): XSAVE (Intel SDM, volume 1, section 13.7). The area is a multiple of 64.
    FUNCTION SaveExtendedState
    mov rdx, rsi
    mov eax, esi
    shr rdx, 32
    xsave64 [rdi]
    ret

# void RestoreExtendedState(byte* area, ulong components)
    FUNCTION RestoreExtendedState
    mov rdx, rsi
    mov eax, esi
    shr rdx, 32
    xrstor64 [rdi]
    ret

# void SaveLegacyState(byte* area), RestoreLegacyState(byte* area): x87, MMX and SSE.
    FUNCTION SaveLegacyState
    fxsave64 [rdi]
    ret

# void WriteExtendedControl(ulong components): XCR0.
    FUNCTION WriteExtendedControl
    mov rax, rdi
    mov rdx, rdi
    shr rdx, 32
    xor ecx, ecx
    xsetbv
    ret

# ulong ReadFsBase(), void WriteFsBase(ulong): where CR4.FSGSBASE is on.
    FUNCTION ReadFsBase
    rdfsbase rax
    ret

    FUNCTION WriteFsBase
    wrfsbase rdi
    ret
