# To user mode and back.
    .intel_syntax noprefix
    .include "Offsets.inc"
    .include "CalleeSaved.inc"
    .text

    .set USER_DATA, 0x23
    .set USER_CODE, 0x2b
    .set INTERRUPTS_ON, 0x202

# long EnterUserMode(rdi = current ThreadBlock*, rsi = instruction, rdx = stack pointer, rcx = address of the task state's kernel stack). Interrupts
# are off. Returns by LeaveUserMode, with the vector that ended the stay.
    .globl EnterUserMode
    .balign 16
EnterUserMode:
    .cfi_startproc
    PUSH_CALLEE_SAVED
# What comes from user mode is pushed below what is kept here.
    mov [rdi + BLOCK_USER_ENTRY], rsp
    mov [rcx], rsp
    push rsi
    push rdx
    call BeforeUserMode
    pop rdx
    pop rsi
    push USER_DATA
    push rdx
    push INTERRUPTS_ON
    push USER_CODE
    push rsi
# Nothing of the kernel's goes along.
    xor eax, eax
    xor ebx, ebx
    xor ecx, ecx
    xor edx, edx
    xor esi, esi
    xor edi, edi
    xor ebp, ebp
    xor r8d, r8d
    xor r9d, r9d
    xor r10d, r10d
    xor r11d, r11d
    xor r12d, r12d
    xor r13d, r13d
    xor r14d, r14d
    xor r15d, r15d
    swapgs
    iretq

# void LeaveUserMode(rdi = current ThreadBlock*, rsi = vector): the stack of the interrupt that brought us here is dropped.
    .globl LeaveUserMode
    .balign 16
LeaveUserMode:
    mov rsp, [rdi + BLOCK_USER_ENTRY]
    mov qword ptr [rdi + BLOCK_USER_ENTRY], 0
    mov rax, rsi
    POP_CALLEE_SAVED
    ret
    .cfi_endproc
