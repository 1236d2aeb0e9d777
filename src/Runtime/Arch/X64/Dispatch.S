# Interface dispatch. A call site does `call [r11]` with r11 = its cell {stub, cache} (see InterfaceDispatch.cs).
    .intel_syntax noprefix
    .text

# The cell has a list of {receiver type, code} pairs ended by a null type: walk it. A null receiver faults at the first load, which
# becomes a NullReferenceException blamed on the caller.
    .globl InterfaceDispatchCached
    .balign 16
InterfaceDispatchCached:
    .cfi_startproc
    mov r10, [r11 + 8]
    mov rax, [rdi]
    cmp rax, [r10]
    jne 1f
    jmp [r10 + 8]
1:  add r10, 16
    cmp rax, [r10]
    jne 2f
    jmp [r10 + 8]
2:  cmp qword ptr [r10], 0
    jne 1b
    .cfi_endproc

# Asks InterfaceDispatch.Resolve for the code and jumps to it with the arguments as they were.
    .globl RhpInitialDynamicInterfaceDispatch
    .balign 16
RhpInitialDynamicInterfaceDispatch:
    .cfi_startproc
    cmp byte ptr [rdi], 0
    push rdi
    .cfi_adjust_cfa_offset 8
    push rsi
    .cfi_adjust_cfa_offset 8
    push rdx
    .cfi_adjust_cfa_offset 8
    push rcx
    .cfi_adjust_cfa_offset 8
    push r8
    .cfi_adjust_cfa_offset 8
    push r9
    .cfi_adjust_cfa_offset 8
    push r11
    .cfi_adjust_cfa_offset 8
    sub rsp, 128
    .cfi_adjust_cfa_offset 128
    movaps [rsp], xmm0
    movaps [rsp + 16], xmm1
    movaps [rsp + 32], xmm2
    movaps [rsp + 48], xmm3
    movaps [rsp + 64], xmm4
    movaps [rsp + 80], xmm5
    movaps [rsp + 96], xmm6
    movaps [rsp + 112], xmm7
    mov rsi, r11
    call InterfaceDispatchResolve
    movaps xmm0, [rsp]
    movaps xmm1, [rsp + 16]
    movaps xmm2, [rsp + 32]
    movaps xmm3, [rsp + 48]
    movaps xmm4, [rsp + 64]
    movaps xmm5, [rsp + 80]
    movaps xmm6, [rsp + 96]
    movaps xmm7, [rsp + 112]
    add rsp, 128
    .cfi_adjust_cfa_offset -128
    pop r11
    .cfi_adjust_cfa_offset -8
    pop r9
    .cfi_adjust_cfa_offset -8
    pop r8
    .cfi_adjust_cfa_offset -8
    pop rcx
    .cfi_adjust_cfa_offset -8
    pop rdx
    .cfi_adjust_cfa_offset -8
    pop rsi
    .cfi_adjust_cfa_offset -8
    pop rdi
    .cfi_adjust_cfa_offset -8
    jmp rax
    .cfi_endproc

# ldvirtftn on an interface method: rdi = object, rsi = cell; the code comes back in rax.
    .globl RhpResolveInterfaceMethod
    .balign 16
RhpResolveInterfaceMethod:
    jmp InterfaceDispatchResolve

    .globl InterfaceDispatchCachedAddress
    .balign 16
InterfaceDispatchCachedAddress:
    lea rax, [rip + InterfaceDispatchCached]
    ret
