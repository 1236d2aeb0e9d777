using System;

namespace Diesis.Abi;

/// <summary>PROT_ of mmap(2) and mprotect(2).</summary>
[Flags]
public enum MmapProtection
{
    PROT_NONE = 0,
    PROT_READ = 1,
    PROT_WRITE = 2,
    PROT_EXEC = 4,
    PROT_SEM = 8,
    PROT_GROWSDOWN = 0x0100_0000,
    PROT_GROWSUP = 0x0200_0000,
}

/// <summary>MAP_ of mmap(2).</summary>
[Flags]
public enum MmapFlags
{
    MAP_SHARED = 1,
    MAP_PRIVATE = 2,
    MAP_SHARED_VALIDATE = 3,
    MAP_TYPE = 0xf,
    MAP_FIXED = 0x10,
    MAP_ANONYMOUS = 0x20,
    MAP_32BIT = 0x40,
    MAP_GROWSDOWN = 0x100,
    MAP_DENYWRITE = 0x800,
    MAP_EXECUTABLE = 0x1000,
    MAP_LOCKED = 0x2000,
    MAP_NORESERVE = 0x4000,
    MAP_POPULATE = 0x8000,
    MAP_NONBLOCK = 0x1_0000,
    MAP_STACK = 0x2_0000,
    MAP_HUGETLB = 0x4_0000,
    MAP_SYNC = 0x8_0000,
    MAP_FIXED_NOREPLACE = 0x10_0000,
    MAP_UNINITIALIZED = 0x400_0000,
}

/// <summary>MREMAP_ of mremap(2).</summary>
[Flags]
public enum MremapFlags
{
    None = 0,
    MREMAP_MAYMOVE = 1,
    MREMAP_FIXED = 2,
    MREMAP_DONTUNMAP = 4,
}

/// <summary>MS_ of msync(2).</summary>
[Flags]
public enum MsyncFlags
{
    MS_ASYNC = 1,
    MS_INVALIDATE = 2,
    MS_SYNC = 4,
}

/// <summary>MCL_ of mlockall(2).</summary>
[Flags]
public enum MlockAllFlags
{
    MCL_CURRENT = 1,
    MCL_FUTURE = 2,
    MCL_ONFAULT = 4,
}

/// <summary>MLOCK_ of mlock2(2).</summary>
[Flags]
public enum Mlock2Flags : uint
{
    None = 0,
    MLOCK_ONFAULT = 1,
}

/// <summary>MADV_ of madvise(2).</summary>
public enum MemoryAdvice
{
    MADV_NORMAL = 0,
    MADV_RANDOM = 1,
    MADV_SEQUENTIAL = 2,
    MADV_WILLNEED = 3,
    MADV_DONTNEED = 4,
    MADV_FREE = 8,
    MADV_REMOVE = 9,
    MADV_DONTFORK = 10,
    MADV_DOFORK = 11,
    MADV_MERGEABLE = 12,
    MADV_UNMERGEABLE = 13,
    MADV_HUGEPAGE = 14,
    MADV_NOHUGEPAGE = 15,
    MADV_DONTDUMP = 16,
    MADV_DODUMP = 17,
    MADV_WIPEONFORK = 18,
    MADV_KEEPONFORK = 19,
    MADV_COLD = 20,
    MADV_PAGEOUT = 21,
    MADV_POPULATE_READ = 22,
    MADV_POPULATE_WRITE = 23,
    MADV_DONTNEED_LOCKED = 24,
    MADV_COLLAPSE = 25,
    MADV_HWPOISON = 100,
    MADV_SOFT_OFFLINE = 101,
}

/// <summary>MEMBARRIER_CMD_ of membarrier(2).</summary>
[Flags]
public enum MembarrierCommand
{
    MEMBARRIER_CMD_QUERY = 0,
    MEMBARRIER_CMD_GLOBAL = 1,
    MEMBARRIER_CMD_GLOBAL_EXPEDITED = 2,
    MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED = 4,
    MEMBARRIER_CMD_PRIVATE_EXPEDITED = 8,
    MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED = 0x10,
    MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE = 0x20,
    MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE = 0x40,
    MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ = 0x80,
    MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ = 0x100,
}
