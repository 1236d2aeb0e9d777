# The hosted home's way in from Linux: process start, thread start, system calls (System V ABI, AMD64 supplement, section 3.4 and A.2).
    .intel_syntax noprefix
    .include "Offsets.inc"
    .text

# The kernel starts the process here; rsp points at argc, argv, envp, auxv. C# prepares a stack of our own and returns its top.
    .globl _start
    .balign 16
_start:
    xor ebp, ebp
    mov rdi, rsp
    and rsp, -16
    call HostedPrepare
    mov rsp, rax
    xor ebp, ebp
    call HostedMain
    ud2

# long LinuxCall(rdi = number, rsi.. = up to five arguments): the kernel's answer, negative errno on failure.
    .globl LinuxCall
    .balign 16
LinuxCall:
    mov rax, rdi
    mov rdi, rsi
    mov rsi, rdx
    mov rdx, rcx
    mov r10, r8
    mov r8, r9
    xor r9d, r9d
    syscall
    ret

# long LinuxMap(rdi = address, rsi = length, rdx = protection, rcx = flags): mmap, which has six arguments, of anonymous memory.
    .globl LinuxMap
    .balign 16
LinuxMap:
    mov eax, 9
    mov r10, rcx
    mov r8, -1
    xor r9d, r9d
    syscall
    ret

# long LinuxClone(rdi = flags, rsi = new stack, rdx = parent tid, rcx = child tid word, r8 = ThreadBlock*): the new thread sets GS by
# arch_prctl(ARCH_SET_GS) and enters C#; when that returns, the thread ends.
    .globl LinuxClone
    .balign 16
LinuxClone:
    mov r9, r8
    mov r10, rcx
    xor r8d, r8d
    mov eax, 56
    syscall
    test rax, rax
    jz 1f
    ret
1:  xor ebp, ebp
    mov rbx, r9
    mov eax, 158
    mov edi, 0x1001
    mov rsi, rbx
    syscall
    mov rdi, rbx
    call HostedThreadMain
    xor edi, edi
    mov eax, 60
    syscall
    ud2

# Signal handlers return here: rt_sigreturn.
    .globl LinuxSignalReturn
    .balign 16
LinuxSignalReturn:
    mov eax, 15
    syscall
    ud2

    .globl LinuxSignalReturnAddress
    .balign 16
LinuxSignalReturnAddress:
    lea rax, [rip + LinuxSignalReturn]
    ret

    .globl HardwareFaultEntryAddress
    .balign 16
HardwareFaultEntryAddress:
    lea rax, [rip + HardwareFaultEntry]
    ret

    .globl ModulesAddress
    .balign 16
ModulesAddress:
    lea rax, [rip + __start___modules]
    ret
