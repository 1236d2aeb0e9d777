# From a loader to C# in the higher half. Three ways in, which meet at Start in 32-bit mode with paging off:
#   PvhEntry         QEMU and Xen ("x86/HVM direct boot ABI"): 32-bit, paging off; ebx = address of hvm_start_info
#   Multiboot2Entry  GRUB ("Multiboot2 Specification version 2.0", section 3.3): the same; ebx = address of the boot information
#   LoaderEntry      our own loaders (loaders/): 64-bit, this image mapped where it lies; rdi = address of a LoaderBlock below 4 GiB
    .intel_syntax noprefix
    .include "Offsets.inc"
    .include "ProcessorOffsets.inc"

    .set KERNEL_BASE, 0xffffffff80000000
    .set PRESENT_WRITABLE, 3
    .set LARGE_PAGE, 0x83
    .set STACK_PAGES, 256
    .set TABLE_PAGES, 11
    .set CODE_SELECTOR, 8
    .set DATA_SELECTOR, 16
    .set CODE32_SELECTOR, 24
    .set EFER, 0xc0000080

# BootProtocol in src/Platform/Boot/BootInfo.cs.
    .set PROTOCOL_PVH, 1
    .set PROTOCOL_MULTIBOOT2, 2
    .set PROTOCOL_OWN, 3

# The note that tells a PVH loader the entry's physical address: XEN_ELFNOTE_PHYS32_ENTRY.
    .section .note.pvh, "a", @note
    .balign 4
    .long 4, 4, 18
    .asciz "Xen"
    .long PvhEntry - KERNEL_BASE

# The Multiboot2 header, in the file's first 32 KiB: magic, i386, length, and what makes the sum of the four 0. Then tags, 8-aligned.
    .section .multiboot2, "a"
    .balign 8
Multiboot2Header:
    .long 0xe85250d6, 0, Multiboot2HeaderEnd - Multiboot2Header
    .long 0x100000000 - 0xe85250d6 - (Multiboot2HeaderEnd - Multiboot2Header)
# Type 3: the entry, since ELF's own is that of our loaders.
    .word 3, 0
    .long 12, Multiboot2Entry - KERNEL_BASE
    .balign 8
# Type 5, may be ignored (flag 1): a frame buffer of 1024 * 768 with 32 bits for each pixel.
    .word 5, 1
    .long 20, 1024, 768, 32
    .balign 8
# Type 6: modules on page boundaries. Then the end.
    .word 6, 0
    .long 8
    .word 0, 0
    .long 8
Multiboot2HeaderEnd:

    .section .boot.text, "ax"
    .code64
    .globl LoaderEntry
# Out of 64-bit mode: through a 32-bit code segment (whose selector and address retfq takes from the stack), then paging off, then the mode off.
LoaderEntry:
    cli                                     # our loader's interrupt table is the firmware's, and goes away with it
    mov ebx, edi                            # where the others have it
    lgdt [rip + BootGdtPointer]             # a table with a 32-bit code segment; in 64-bit mode its address has 8 bytes
    push CODE32_SELECTOR
    lea rax, [rip + LeaveLongMode]          # by distance, since we do not run where we are linked
    push rax
    retfq                                   # "returns" to the selector and address just pushed
    .code32
LeaveLongMode:
    mov eax, DATA_SELECTOR                  # flat data segments, as the other loaders leave them
    mov ds, eax
    mov es, eax
    mov ss, eax
    mov eax, cr0
    and eax, 0x7fffffff                     # paging off (CR0.PG): addresses are physical now, which is what they were
    mov cr0, eax
    mov ecx, EFER
    rdmsr
    and eax, 0xfffffeff                     # long mode off (EFER.LME)
    wrmsr
    mov esi, PROTOCOL_OWN
    jmp Start

    .globl Multiboot2Entry
Multiboot2Entry:
    cmp eax, 0x36d76289                     # what such a loader says in eax
    mov esi, PROTOCOL_MULTIBOOT2            # leaves the flags alone
    je Start
# Not a loader of this protocol: there is nobody to tell.
0:  hlt
    jmp 0b

    .globl PvhEntry
PvhEntry:
    mov esi, PROTOCOL_PVH

# From here on one path: esi = protocol, ebp = what was handed over.
Start:
    cld                                     # string instructions go upwards
    mov esp, offset BootStackTop - KERNEL_BASE
    mov ebp, ebx                            # a register that nothing below needs
# The time stamp counter at the kernel's first instructions: what start-up costs is counted from here.
    rdtsc
    mov [offset FirstTick - KERNEL_BASE], eax
    mov [offset FirstTick - KERNEL_BASE + 4], edx

# The memory that our tables are in may hold anything.
    mov edi, offset TablesStart - KERNEL_BASE
    mov ecx, TABLE_PAGES * 1024             # in words of 4 bytes
    xor eax, eax
    rep stosd

# Page directories for the first 4 GiB, in pages of 2 MiB.
    mov edi, offset Directories - KERNEL_BASE
    mov eax, LARGE_PAGE                     # present, writable, 2 MiB; physical address 0
    mov ecx, 2048                           # four tables of 512, which lie one after another
1:  mov [edi], eax                          # the upper half of an entry stays 0: all is below 4 GiB
    add eax, 0x200000
    add edi, 8
    loop 1b

# They serve three ranges: identity (until we have jumped up), the direct map at ffff800000000000, and the kernel's image at -2 GiB.
    mov eax, offset Directories - KERNEL_BASE + PRESENT_WRITABLE
    mov edi, offset LowTable - KERNEL_BASE
    mov ecx, 4
2:  mov [edi], eax
    add eax, 0x1000
    add edi, 8
    loop 2b
    mov eax, offset Directories - KERNEL_BASE + PRESENT_WRITABLE
    mov [offset HighTable - KERNEL_BASE + 510 * 8], eax     # the last but one GiB of all addresses

# The kernel's stack, at ffffc00000000000 in pages of 4 KiB: what is left out below it is its guard and its reserve.
    mov eax, offset StackDirectoryPointers - KERNEL_BASE + PRESENT_WRITABLE
    mov [offset RootTable - KERNEL_BASE + 384 * 8], eax     # each entry of the root stands for 512 GiB
    mov eax, offset StackDirectory - KERNEL_BASE + PRESENT_WRITABLE
    mov [offset StackDirectoryPointers - KERNEL_BASE], eax
    mov eax, offset StackTable - KERNEL_BASE + PRESENT_WRITABLE
    mov [offset StackDirectory - KERNEL_BASE], eax
    mov edi, offset StackTable - KERNEL_BASE + 32 * 8       # 16 pages of guard and 16 of reserve are left out
    mov eax, offset StackMemory - KERNEL_BASE + PRESENT_WRITABLE
    mov ecx, STACK_PAGES
3:  mov [edi], eax
    add eax, 0x1000
    add edi, 8
    loop 3b

    mov eax, offset LowTable - KERNEL_BASE + PRESENT_WRITABLE
    mov [offset RootTable - KERNEL_BASE], eax               # identity
    mov [offset RootTable - KERNEL_BASE + 256 * 8], eax     # ffff800000000000
    mov eax, offset HighTable - KERNEL_BASE + PRESENT_WRITABLE
    mov [offset RootTable - KERNEL_BASE + 511 * 8], eax     # ffffff8000000000, of which HighTable has one GiB

# CR4: PAE, OSFXSR, OSXMMEXCPT (SSE is in ordinary compiled code), and nothing that a firmware may have had on. EFER: long mode.
# CR0: paging, write protection, x87 errors and emulation as usual (PG, WP, NE, ET, MP, PE).
    mov eax, 0x620
    mov cr4, eax
    mov eax, offset RootTable - KERNEL_BASE
    mov cr3, eax
    mov ecx, EFER
    rdmsr
    or eax, 0x100                           # EFER.LME
    wrmsr
    mov eax, 0x80010033
    mov cr0, eax                            # from here in long mode, but still in 32-bit code: the segment decides
    lgdt [offset BootGdtPointer - KERNEL_BASE]
    mov eax, CODE_SELECTOR
    push eax
    mov eax, offset LongMode - KERNEL_BASE
    push eax
    retf                                    # into the 64-bit segment

    .code64
LongMode:
    movabs rax, offset HigherHalf           # where we are linked: too far for a relative jump
    jmp rax

    .text
HigherHalf:
    lgdt [rip + GdtPointer]
    mov eax, DATA_SELECTOR
    mov ss, eax
    xor eax, eax
    mov ds, eax
    mov es, eax
    mov fs, eax
    mov gs, eax
# Page 0 must not be mapped: null checks rely on the fault.
    mov qword ptr [rip + RootTable], 0
    mov rax, cr3
    mov cr3, rax                            # forgets what was translated before
# GS = this processor's block (MSR IA32_GS_BASE), which names its current thread's block and its allocation cache.
    lea rax, [rip + BootProcessorBlock]
    lea rcx, [rax + PROCESSOR_FIRST_THREAD]
    mov [rax + BLOCK_SELF], rcx
    mov [rcx + BLOCK_SELF], rcx
    mov [rax + PROCESSOR_SELF], rax
    lea rcx, [rax + BLOCK_CACHES]
    mov [rax + BLOCK_CACHE], rcx
    mov rdx, rax
    shr rdx, 32
    mov ecx, 0xc0000101
    wrmsr
    movabs rsp, 0xffffc00000000000 + (32 + STACK_PAGES) * 4096
    call RequireProcessor
# PlatformEntry(protocol, address); a frame pointer of 0 ends stack traces.
    mov edi, esi
    mov esi, ebp
    xor ebp, ebp
    call PlatformEntry
    ud2

# ulong* KernelBoundsAddress(): where the image's parts begin and end (KernelImage.cs).
    .globl KernelBoundsAddress
    .balign 16
KernelBoundsAddress:
    lea rax, [rip + KernelBounds]
    ret

# ulong* FirstTickAddress().
    .globl FirstTickAddress
    .balign 16
FirstTickAddress:
    lea rax, [rip + FirstTick]
    ret

    .section .rodata
    .balign 8
KernelBounds:
    .quad KernelStart, KernelCodeEnd, KernelConstantsStart, KernelConstantsEnd, KernelDataStart, KernelEnd

    .section .boot.data, "aw"
    .balign 16
# Null, code (64-bit), data, and two slots for the task state segment, filled in by C#.
    .globl Gdt
Gdt:
    .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff, 0, 0
FirstTick:
    .quad 0
GdtPointer:
    .word 39
    .quad Gdt
# For the way up: null, code (64-bit), data, code (32-bit), reached by their physical addresses.
    .balign 16
BootGdt:
    .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff, 0x00cf9b000000ffff
BootGdtPointer:
    .word 31
    .quad BootGdt - KERNEL_BASE

    .section .boot.bss, "aw", @nobits
    .balign 4096
TablesStart:
RootTable:
    .zero 4096
LowTable:
    .zero 4096
HighTable:
    .zero 4096
StackDirectoryPointers:
    .zero 4096
StackDirectory:
    .zero 4096
    .globl StackTable
StackTable:
    .zero 4096
Directories:
    .zero 4 * 4096
    .globl BootProcessorBlock
BootProcessorBlock:
    .zero 4096
# The tables above, cleared at the start, are TABLE_PAGES pages.
BootStack:
    .zero 4096
BootStackTop:
StackMemory:
    .zero STACK_PAGES * 4096
