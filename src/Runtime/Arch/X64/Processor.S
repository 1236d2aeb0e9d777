# Instructions that the compiler does not expand: processor identification, the time stamp counter, the random number generator.
    .intel_syntax noprefix
    .text

# ulong ReadTimeStamp(): cycles since reset, not ordered with the instructions around it.
    .globl ReadTimeStamp
    .balign 16
ReadTimeStamp:
    .cfi_startproc
    rdtsc
    shl rdx, 32
    or rax, rdx
    ret
    .cfi_endproc

# bool ReadRandom(rdi = where 64 random bits go): false when the generator has none at hand.
    .globl ReadRandom
    .balign 16
ReadRandom:
    .cfi_startproc
    xor eax, eax
    rdrand rcx
    mov [rdi], rcx
    setc al
    ret
    .cfi_endproc

# void ReadProcessorInfo(edi = leaf, esi = subleaf, rdx = where eax, ebx, ecx and edx go).
    .globl ReadProcessorInfo
    .balign 16
ReadProcessorInfo:
    .cfi_startproc
    push rbx
    .cfi_adjust_cfa_offset 8
    .cfi_rel_offset rbx, 0
    mov r8, rdx
    mov eax, edi
    mov ecx, esi
    cpuid
    mov [r8], eax
    mov [r8 + 4], ebx
    mov [r8 + 8], ecx
    mov [r8 + 12], edx
    pop rbx
    .cfi_adjust_cfa_offset -8
    .cfi_restore rbx
    ret
    .cfi_endproc

    .section .note.GNU-stack, "", @progbits
