# Exception dispatch: the way in from throw, rethrow and processor faults, and the calls of handlers (ExceptionDispatch.cs).
    .intel_syntax noprefix
    .include "Offsets.inc"
    .include "CalleeSaved.inc"
    .text

# Layout of UnwindFrame.
    .set FRAME_RIP, 0
    .set FRAME_RSP, 8
    .set FRAME_RBP, 16
    .set FRAME_RBX, 24
    .set FRAME_R12, 32
    .set FRAME_R13, 40
    .set FRAME_R14, 48
    .set FRAME_R15, 56
    .set FRAME_FAULT, 64
    .set FRAME_BYTES, 72

# Saves the callee-saved registers in the frame at rsp.
    .macro SAVE_CALLEE_SAVED
    mov [rsp + FRAME_RBP], rbp
    mov [rsp + FRAME_RBX], rbx
    mov [rsp + FRAME_R12], r12
    mov [rsp + FRAME_R13], r13
    mov [rsp + FRAME_R14], r14
    mov [rsp + FRAME_R15], r15
    .endm

# Makes the registers those of the frame at rdx, but for rsp: a funclet finds its method's variables through rbp.
    .macro LOAD_FRAME_REGISTERS
    mov rbp, [rdx + FRAME_RBP]
    mov rbx, [rdx + FRAME_RBX]
    mov r12, [rdx + FRAME_R12]
    mov r13, [rdx + FRAME_R13]
    mov r14, [rdx + FRAME_R14]
    mov r15, [rdx + FRAME_R15]
    .endm

# throw: rdi = exception. The frame is the caller's: its return address is at [rsp]. 72 bytes keep the stack 16-aligned.
    .globl RhpThrowEx
    .balign 16
RhpThrowEx:
    .cfi_startproc
    mov rax, [rsp]
    lea rdx, [rsp + 8]
    sub rsp, FRAME_BYTES
    .cfi_adjust_cfa_offset FRAME_BYTES
    mov [rsp + FRAME_RIP], rax
    mov [rsp + FRAME_RSP], rdx
    SAVE_CALLEE_SAVED
    mov qword ptr [rsp + FRAME_FAULT], 0
    mov rsi, rsp
    call DispatchThrow
    ud2
    .cfi_endproc

# throw; within a catch handler.
    .globl RhpRethrow
    .balign 16
RhpRethrow:
    .cfi_startproc
    mov rax, [rsp]
    lea rdx, [rsp + 8]
    sub rsp, FRAME_BYTES
    .cfi_adjust_cfa_offset FRAME_BYTES
    mov [rsp + FRAME_RIP], rax
    mov [rsp + FRAME_RSP], rdx
    SAVE_CALLEE_SAVED
    mov qword ptr [rsp + FRAME_FAULT], 0
    mov rdi, rsp
    call DispatchRethrow
    ud2
    .cfi_endproc

# A processor fault in C# or in our assembly: the home's fault handler has noted the instruction and the kind in the thread block and
# lets execution go on here, with the registers as they were. rsp may have any alignment.
    .globl HardwareFaultEntry
    .balign 16
HardwareFaultEntry:
    mov rax, rsp
    and rsp, -16
    sub rsp, FRAME_BYTES + 8
    mov rcx, gs:[BLOCK_SELF]
    mov rdx, [rcx + BLOCK_FAULT_ADDRESS]
    mov [rsp + FRAME_RIP], rdx
    mov [rsp + FRAME_RSP], rax
    SAVE_CALLEE_SAVED
    mov qword ptr [rsp + FRAME_FAULT], 1
    mov rdi, [rcx + BLOCK_FAULT_KIND]
    mov rsi, rsp
    call DispatchFault
    ud2

# void CallFinally(rdi = exception, rsi = handler, rdx = UnwindFrame*, rcx = clause index). Leaves a FuncletRecord at [rsp] below the
# return address, which tells a stack walk from within the handler where to go on.
    .globl CallFinally
    .balign 16
CallFinally:
    push rbp
    push rbx
    push r12
    push r13
    push r14
    push r15
    sub rsp, 8
    push 0
    push rdi
    push rcx
    push rdx
    mov rax, rsi
    LOAD_FRAME_REGISTERS
    call rax
FinallyReturn:
    add rsp, 40
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbx
    pop rbp
    ret

# void CallCatch(rdi = exception, rsi = handler, rdx = UnwindFrame*, rcx = clause index). The handler returns where to go on; the
# stack above the frame is dropped then. Until then the record and the frame stay in use.
    .globl CallCatch
    .balign 16
CallCatch:
    sub rsp, 8
    push 0
    push rdi
    push rcx
    push rdx
    mov rax, rsi
    LOAD_FRAME_REGISTERS
    call rax
CatchReturn:
    mov rdx, [rsp]
    mov rsp, [rdx + FRAME_RSP]
    jmp rax

# long CallFilter(rdi = exception, rsi = filter, rdx = UnwindFrame*). Unwound like any function: what a filter throws is caught by the
# dispatcher that asked.
    .globl CallFilter
    .balign 16
CallFilter:
    .cfi_startproc
    PUSH_CALLEE_SAVED
    sub rsp, 8
    .cfi_adjust_cfa_offset 8
    mov rax, rsi
    LOAD_FRAME_REGISTERS
    call rax
    add rsp, 8
    .cfi_adjust_cfa_offset -8
    POP_CALLEE_SAVED
    ret
    .cfi_endproc

# void CaptureFrame(rdi = UnwindFrame*): the frame of the caller, to walk the stack from there.
    .globl CaptureFrame
    .balign 16
CaptureFrame:
    .cfi_startproc
    mov rax, [rsp]
    lea rdx, [rsp + 8]
    mov [rdi + FRAME_RIP], rax
    mov [rdi + FRAME_RSP], rdx
    mov [rdi + FRAME_RBP], rbp
    mov [rdi + FRAME_RBX], rbx
    mov [rdi + FRAME_R12], r12
    mov [rdi + FRAME_R13], r13
    mov [rdi + FRAME_R14], r14
    mov [rdi + FRAME_R15], r15
    mov qword ptr [rdi + FRAME_FAULT], 0
    ret
    .cfi_endproc

    .globl FinallyReturnAddress
    .balign 16
FinallyReturnAddress:
    lea rax, [rip + FinallyReturn]
    ret

    .globl CatchReturnAddress
    .balign 16
CatchReturnAddress:
    lea rax, [rip + CatchReturn]
    ret

    .globl FrameTableAddress
    .balign 16
FrameTableAddress:
    lea rax, [rip + FrameTableStart]
    ret
