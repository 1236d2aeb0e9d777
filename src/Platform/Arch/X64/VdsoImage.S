# The image of the functions that every program gets (Vdso/), as the build has linked it.
    .intel_syntax noprefix

    .section .rodata
    .balign 16
VdsoImage:
    .incbin "vdso.so"
VdsoImageEnd:

    .text
# byte* VdsoImageAddress(), nuint VdsoImageBytes()
    .globl VdsoImageAddress
    .balign 16
VdsoImageAddress:
    lea rax, [rip + VdsoImage]
    ret

    .globl VdsoImageBytes
    .balign 16
VdsoImageBytes:
    lea rax, [rip + VdsoImageEnd]
    lea rcx, [rip + VdsoImage]
    sub rax, rcx
    ret
