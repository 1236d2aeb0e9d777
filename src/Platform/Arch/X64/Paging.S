# Control registers that have to do with memory. System V calling convention.
    .intel_syntax noprefix
    .text

    .macro FUNCTION name
    .globl \name
    .balign 16
\name:
    .endm

# void WriteRootTable(ulong): CR3, the address of the table of level 4 and the identifier of the address space.
    FUNCTION WriteRootTable
    mov cr3, rdi
    ret

    FUNCTION ReadRootTable
    mov rax, cr3
    ret

    FUNCTION ReadControl4
    mov rax, cr4
    ret

    FUNCTION WriteControl4
    mov cr4, rdi
    ret

# ulong ReadControl0(), void WriteControl0(ulong)
    FUNCTION ReadControl0
    mov rax, cr0
    ret

    FUNCTION WriteControl0
    mov cr0, rdi
    ret

# void InvalidateAllTranslations(): global ones too, since a change of CR4.PGE drops everything (Intel SDM, volume 3, section 4.10.4.1).
# CR4.PGE is bit 7. Where it was off a write of CR3 does it.
    FUNCTION InvalidateAllTranslations
    mov rax, cr4
    mov rcx, rax
    test eax, 0x80
    jz 1f
    and rcx, -0x81
    mov cr4, rcx
    mov cr4, rax
    ret
1:  mov rax, cr3
    mov cr3, rax
    ret
