# What the UEFI loader needs besides C#: the jump into the kernel, and the names that compiled code refers to. Windows calling convention.
    .intel_syntax noprefix
    .text

# EnterKernel(rcx = entry, rdx = block): the kernel takes its argument in rdi (src/Platform/Arch/X64/Boot.S) and does not return.
    .globl EnterKernel
    .balign 16
EnterKernel:
    cli
    mov rdi, rdx
    jmp rcx

# Transitions that a collector would want to see, and a stack that is large enough: nothing to do.
    .globl RhpPInvoke, RhpPInvokeReturn, RhpReversePInvoke, RhpReversePInvokeReturn, RhpStackProbe, __chkstk
    .balign 16
RhpPInvoke:
RhpPInvokeReturn:
RhpReversePInvoke:
RhpReversePInvokeReturn:
RhpStackProbe:
__chkstk:
    ret

# What a loader without a heap must not reach.
    .globl RhpThrowEx, RhpRethrow, RhpNewFast, RhNewObject, RhpNewArrayFast, RhpNewPtrArrayFast, RhNewArray, RhpNewFinalizable
    .globl RhpAssignRef, RhpCheckedAssignRef, RhpByRefAssignRef, RhpInitialDynamicInterfaceDispatch, RhpFallbackFailFast
    .balign 16
RhpThrowEx:
RhpRethrow:
RhpNewFast:
RhNewObject:
RhpNewArrayFast:
RhpNewPtrArrayFast:
RhNewArray:
RhpNewFinalizable:
RhpAssignRef:
RhpCheckedAssignRef:
RhpByRefAssignRef:
RhpInitialDynamicInterfaceDispatch:
RhpFallbackFailFast:
    cli
1:  hlt
    jmp 1b

    .data
    .globl __security_cookie, _fltused, g_cpuFeatures
    .balign 8
__security_cookie:
    .quad 0x00002b992ddfa232
_fltused:
    .long 0
g_cpuFeatures:
    .long 0
