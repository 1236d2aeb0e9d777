# To a program and back. EnterUserMode returns when the program is interrupted, faults or makes a system call: C# sees a call that took a
# while. All registers of the program are in its UserRegisters meanwhile, so the kernel's stack has nothing of the program on it.
    .intel_syntax noprefix
    .include "Offsets.inc"
    .include "CalleeSaved.inc"
    .include "ProcessorOffsets.inc"
    .include "UserRegisters.inc"
    .text

# long EnterUserMode(rdi = UserRegisters*). Interrupts are off, and at return too. Returns what ended the stay: a vector, or SYSTEM_CALL.
    .globl EnterUserMode
    .balign 16
EnterUserMode:
    .cfi_startproc
    PUSH_CALLEE_SAVED
    mov rbx, rdi
# Where the way back begins: the stack for interrupts, and what SYSCALL's entry loads. Until then this thread keeps this processor.
    mov rax, gs:[BLOCK_SELF]
    mov [rax + BLOCK_USER_ENTRY], rsp
    mov gs:[PROCESSOR_KERNEL_STACK], rsp
    mov gs:[PROCESSOR_TASK_STACK], rsp
    mov gs:[PROCESSOR_USER_REGISTERS], rdi
    call BeforeUserMode
    fxrstor64 [rbx + USER_EXTENDED]
# SYSRET is the quick way after a system call; it loses RCX and R11, as SYSCALL does. To an address that is not canonical it would fault
# in the kernel on the program's stack (Intel SDM, volume 2, SYSRET), so such a one takes the other way, and faults in the program.
    cmp qword ptr [rbx + USER_VECTOR], SYSTEM_CALL
    jne 1f
    mov rcx, [rbx + USER_RIP]
    mov rax, rcx
    shr rax, 47
    jnz 1f
    mov r11, [rbx + USER_FLAGS]
    mov r15, [rbx + USER_R15]
    mov r14, [rbx + USER_R14]
    mov r13, [rbx + USER_R13]
    mov r12, [rbx + USER_R12]
    mov r10, [rbx + USER_R10]
    mov r9, [rbx + USER_R9]
    mov r8, [rbx + USER_R8]
    mov rdi, [rbx + USER_RDI]
    mov rsi, [rbx + USER_RSI]
    mov rbp, [rbx + USER_RBP]
    mov rdx, [rbx + USER_RDX]
    mov rax, [rbx + USER_RAX]
    mov rsp, [rbx + USER_RSP]
    mov rbx, [rbx + USER_RBX]
    swapgs
    sysretq

1:  push USER_DATA
    push qword ptr [rbx + USER_RSP]
    push qword ptr [rbx + USER_FLAGS]
    push USER_CODE
    push qword ptr [rbx + USER_RIP]
    mov r15, [rbx + USER_R15]
    mov r14, [rbx + USER_R14]
    mov r13, [rbx + USER_R13]
    mov r12, [rbx + USER_R12]
    mov r11, [rbx + USER_R11]
    mov r10, [rbx + USER_R10]
    mov r9, [rbx + USER_R9]
    mov r8, [rbx + USER_R8]
    mov rdi, [rbx + USER_RDI]
    mov rsi, [rbx + USER_RSI]
    mov rbp, [rbx + USER_RBP]
    mov rdx, [rbx + USER_RDX]
    mov rcx, [rbx + USER_RCX]
    mov rax, [rbx + USER_RAX]
    mov rbx, [rbx + USER_RBX]
    swapgs
    .globl UserReturn
UserReturn:
    iretq

# SYSCALL: rcx = the program's next instruction, r11 = its flags; the stack is still the program's. Interrupts, the trap and the direction
# flag and the supervisor's access are off by the mask register (UserEntrySetup.cs).
    .globl SystemCallEntry
    .balign 16
SystemCallEntry:
    swapgs
    mov gs:[PROCESSOR_USER_STACK], rsp
    mov rsp, gs:[PROCESSOR_USER_REGISTERS]
    mov [rsp + USER_RIP], rcx
    mov [rsp + USER_FLAGS], r11
    mov [rsp + USER_R15], r15
    mov [rsp + USER_R14], r14
    mov [rsp + USER_R13], r13
    mov [rsp + USER_R12], r12
    mov [rsp + USER_R11], r11
    mov [rsp + USER_R10], r10
    mov [rsp + USER_R9], r9
    mov [rsp + USER_R8], r8
    mov [rsp + USER_RDI], rdi
    mov [rsp + USER_RSI], rsi
    mov [rsp + USER_RBP], rbp
    mov [rsp + USER_RBX], rbx
    mov [rsp + USER_RDX], rdx
    mov [rsp + USER_RCX], rcx
    mov [rsp + USER_RAX], rax
    mov [rsp + USER_ERROR_CODE], rax
    mov qword ptr [rsp + USER_VECTOR], SYSTEM_CALL
    mov qword ptr [rsp + USER_CS], USER_CODE
    mov qword ptr [rsp + USER_SS], USER_DATA
    mov rax, gs:[PROCESSOR_USER_STACK]
    mov [rsp + USER_RSP], rax
    mov rdi, rsp
    mov eax, SYSTEM_CALL

# rdi = UserRegisters*, eax = what is returned.
    .globl BackFromUser
BackFromUser:
    fxsave64 [rdi + USER_EXTENDED]
    mov rsp, gs:[PROCESSOR_KERNEL_STACK]
    POP_CALLEE_SAVED
    ret
    .cfi_endproc

# An interrupt or exception that came from a program (Interrupts.S): on the stack are vector, error code, and what the processor pushed.
    .globl UserInterrupt
    .balign 16
UserInterrupt:
    swapgs
    push rdi
    mov rdi, gs:[PROCESSOR_USER_REGISTERS]
    mov [rdi + USER_R15], r15
    mov [rdi + USER_R14], r14
    mov [rdi + USER_R13], r13
    mov [rdi + USER_R12], r12
    mov [rdi + USER_R11], r11
    mov [rdi + USER_R10], r10
    mov [rdi + USER_R9], r9
    mov [rdi + USER_R8], r8
    mov [rdi + USER_RSI], rsi
    mov [rdi + USER_RBP], rbp
    mov [rdi + USER_RBX], rbx
    mov [rdi + USER_RDX], rdx
    mov [rdi + USER_RCX], rcx
    mov [rdi + USER_RAX], rax
    pop qword ptr [rdi + USER_RDI]
    pop qword ptr [rdi + USER_VECTOR]
    pop qword ptr [rdi + USER_ERROR_CODE]
    pop qword ptr [rdi + USER_RIP]
    pop qword ptr [rdi + USER_CS]
    pop qword ptr [rdi + USER_FLAGS]
    pop qword ptr [rdi + USER_RSP]
    pop qword ptr [rdi + USER_SS]
    mov eax, [rdi + USER_VECTOR]
    cld
    cmp byte ptr [rip + UserAccessGuarded], 0
    je BackFromUser
    clac
    jmp BackFromUser

# nint SystemCallEntryAddress()
    .globl SystemCallEntryAddress
    .balign 16
SystemCallEntryAddress:
    lea rax, [rip + SystemCallEntry]
    ret
