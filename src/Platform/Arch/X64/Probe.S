# Accesses that may fault. The page fault handler knows these instructions (MemoryProbe.cs) and lets the function go on at ProbeFailed.
    .intel_syntax noprefix
    .text

    .macro FUNCTION name
    .globl \name
    .balign 16
\name:
    .endm

# bool ProbeRead(byte*)
    FUNCTION ProbeRead
    mov al, [rdi]
    mov eax, 1
    ret

# bool ProbeWrite(byte*): writes without a change.
    FUNCTION ProbeWrite
    lock or byte ptr [rdi], 0
    mov eax, 1
    ret

# bool ProbeExecute(byte*): the byte there is a ret instruction. The fault, if any, is at that address, with ours on the stack.
    FUNCTION ProbeExecute
    call rdi
ProbeExecuted:
    mov eax, 1
    ret

    FUNCTION ProbeFailed
    xor eax, eax
    ret

# nint ProbeExecutedAddress(), nint ProbeFailedAddress()
    FUNCTION ProbeExecutedAddress
    lea rax, [rip + ProbeExecuted]
    ret

    FUNCTION ProbeFailedAddress
    lea rax, [rip + ProbeFailed]
    ret

    FUNCTION ProbeReadAddress
    lea rax, [rip + ProbeRead]
    ret
