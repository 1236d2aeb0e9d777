# The way in from exceptions and interrupts. Each vector pushes its number (and 0 where the processor pushes no error code) and goes to
# one common path, which saves every register and hands C# a pointer to them (InterruptFrame.cs).
    .intel_syntax noprefix
    .text

    .set VECTORS, 256
    .set FRAME_CODE_SELECTOR, 24

# 256 stubs of 16 bytes each. "push imm8" would make a negative number of those above 127, hence a word is pushed as 32 bits.
    .globl InterruptStubs
    .balign 16
InterruptStubs:
    .set vector, 0
    .rept VECTORS
    .balign 16
    .if !(vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 || vector == 29 || vector == 30)
    push 0
    .endif
    push vector
    jmp InterruptCommon
    .set vector, vector + 1
    .endr

    .balign 16
InterruptCommon:
# From user mode GS is the program's; the kernel's is in the other register (Intel SDM, volume 2, SWAPGS).
    test byte ptr [rsp + FRAME_CODE_SELECTOR], 3
    jz 1f
    swapgs
1:  push rax
    push rcx
    push rdx
    push rbx
    push rbp
    push rsi
    push rdi
    push r8
    push r9
    push r10
    push r11
    push r12
    push r13
    push r14
    push r15
    cld
# Compiled C# uses the vector registers freely.
    mov rbp, rsp
    sub rsp, 512
    and rsp, -16
    fxsave64 [rsp]
    mov rdi, rbp
    mov rsi, rsp
    call OnInterrupt
    fxrstor64 [rsp]
    mov rsp, rbp
    pop r15
    pop r14
    pop r13
    pop r12
    pop r11
    pop r10
    pop r9
    pop r8
    pop rdi
    pop rsi
    pop rbp
    pop rbx
    pop rdx
    pop rcx
    pop rax
    add rsp, 16
    test byte ptr [rsp + 8], 3
    jz 2f
    swapgs
2:  iretq
