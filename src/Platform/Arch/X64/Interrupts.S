# The way in from exceptions and interrupts. Each vector pushes its number (and 0 where the processor pushes no error code) and goes to
# one common path, which saves every register and hands C# a pointer to them (InterruptFrame.cs).
    .intel_syntax noprefix
    .text

    .set VECTORS, 256
    .set FRAME_CODE_SELECTOR, 24
    .set FRAME_BYTES, 176
    .set GS_BASE, 0xc0000101

    .macro SAVE_REGISTERS
    .irp register, rax, rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15
    push \register
    .endr
    cld
    cmp byte ptr [rip + UserAccessGuarded], 0
    je 900f
    clac                                    # an access to a program's memory may have been interrupted
900:
    .endm

    .macro RESTORE_REGISTERS
    .irp register, r15, r14, r13, r12, r11, r10, r9, r8, rdi, rsi, rbp, rbx, rdx, rcx, rax
    pop \register
    .endr
    add rsp, 16
    .endm

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
    .if vector == 2 || vector == 8 || vector == 18
    jmp InterruptAnywhere
    .elseif vector == 1
    jmp InterruptDebug
    .else
    jmp InterruptCommon
    .endif
    .set vector, vector + 1
    .endr

    .balign 16
InterruptCommon:
# From a program: its registers go where the program's are kept, and EnterUserMode returns (UserMode.S).
    test byte ptr [rsp + FRAME_CODE_SELECTOR], 3
    jnz UserInterrupt
    SAVE_REGISTERS
    mov rbp, rsp
    call HandleFrame
    RESTORE_REGISTERS
    iretq

# May come between any two instructions of the kernel, also where GS is still, or again, the program's: these have stacks of their own for each
# processor, and above the frame on each is the address of the processor's block (DescriptorTables.cs).
    .balign 16
InterruptAnywhere:
    SAVE_REGISTERS
    mov rbp, rsp
    mov ecx, GS_BASE
    rdmsr
    mov r12d, eax                           # the base is put back at the end
    mov r13d, edx
    mov rax, [rbp + FRAME_BYTES + 8]
    mov rdx, rax
    shr rdx, 32
    wrmsr
    call HandleFrame
    mov ecx, GS_BASE
    mov eax, r12d
    mov edx, r13d
    wrmsr
    RESTORE_REGISTERS
    iretq

# A program may single-step; the kernel may be stepped into by a debugger only.
    .balign 16
InterruptDebug:
    test byte ptr [rsp + FRAME_CODE_SELECTOR], 3
    jnz UserInterrupt
    jmp InterruptAnywhere

# rbp = the frame. Compiled C# uses the vector registers freely, hence they are kept on the stack.
HandleFrame:
    pop rbx                                 # the return address, out of the way of the alignment
    sub rsp, 512
    and rsp, -16
    fxsave64 [rsp]
    mov rdi, rbp
    mov rsi, rsp
    call OnInterrupt
    fxrstor64 [rsp]
    mov rsp, rbp
    jmp rbx
