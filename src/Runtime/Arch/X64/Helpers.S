# What compiled code calls by fixed names (ILC.md of the design notes lists them): barriers, transitions, stack probe.
    .intel_syntax noprefix
    .include "Offsets.inc"
    .text

# Write barriers: rdi = destination, rsi = reference. The collector stops the world to mark, so a plain store suffices; they stay
# calls so that incremental marking can put its work here.
    .globl RhpAssignRef
    .globl RhpCheckedAssignRef
    .balign 16
RhpAssignRef:
RhpCheckedAssignRef:
    .cfi_startproc
    mov [rdi], rsi
    ret
    .cfi_endproc

# Copies one reference from [rsi] to [rdi] and advances both; only rax and rcx may change besides.
    .globl RhpByRefAssignRef
    .balign 16
RhpByRefAssignRef:
    .cfi_startproc
    mov rcx, [rsi]
    mov [rdi], rcx
    add rdi, 8
    add rsi, 8
    ret
    .cfi_endproc

# object RhpCheckedLockCmpXchg(rdi = destination, rsi = value, rdx = comparand): the old value.
    .globl RhpCheckedLockCmpXchg
    .balign 16
RhpCheckedLockCmpXchg:
    .cfi_startproc
    mov rax, rdx
    lock cmpxchg [rdi], rsi
    ret
    .cfi_endproc

# object RhpCheckedXchg(rdi = destination, rsi = value): the old value.
    .globl RhpCheckedXchg
    .balign 16
RhpCheckedXchg:
    .cfi_startproc
    mov rax, rsi
    xchg [rdi], rax
    ret
    .cfi_endproc

# Transitions to and from foreign code: nothing to do, since a thread is stopped wherever it is.
    .globl RhpPInvoke
    .globl RhpPInvokeReturn
    .globl RhpReversePInvoke
    .globl RhpReversePInvokeReturn
    .balign 16
RhpPInvoke:
RhpPInvokeReturn:
RhpReversePInvoke:
RhpReversePInvokeReturn:
    ret

# A frame of more than a page: r11 = the new rsp. Touches each page on the way, so that the guard page cannot be jumped over.
# Changes no register but r11 (and flags).
    .globl RhpStackProbe
    .balign 16
RhpStackProbe:
    .cfi_startproc
    push rax
    .cfi_adjust_cfa_offset 8
    lea rax, [rsp + 16]
1:  sub rax, 4096
    test [rax], rax
    cmp rax, r11
    jg 1b
    pop rax
    .cfi_adjust_cfa_offset -8
    ret
    .cfi_endproc

# A stack canary was overwritten.
    .globl RhpFallbackFailFast
    .balign 16
RhpFallbackFailFast:
    .cfi_startproc
    and rsp, -16
    call StackCanaryDied
    ud2
    .cfi_endproc

    .globl CurrentThreadBlock
    .balign 16
CurrentThreadBlock:
    mov rax, gs:[BLOCK_SELF]
    ret

    .globl CurrentAllocationCache
    .balign 16
CurrentAllocationCache:
    mov rax, gs:[BLOCK_CACHE]
    ret

    .data
    .balign 8
    .globl __security_cookie
__security_cookie:
    .quad 0x2b7e151628aed2a6

# Instruction sets beyond the baseline that the code may use: none.
    .globl g_cpuFeatures
g_cpuFeatures:
    .quad 0
