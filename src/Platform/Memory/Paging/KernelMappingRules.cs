namespace Diesis.Platform.Memory.Paging;

/// <summary>What is wrong with a mapping.</summary>
internal enum MappingFault
{
    None,
    WritableAndExecutable,

    /// <summary>In the kernel's half, but user mode may use it.</summary>
    UserInKernelHalf,

    /// <summary>In the user half while no user space is there; page 0 is the worst of them.</summary>
    KernelInUserHalf,
}

/// <summary>Holds all mappings of the kernel against the rules, and counts them. Stops at the first fault.</summary>
internal struct KernelMappingRules : IPageVisitor
{
    internal MappingFault Fault;
    internal PageMapping Culprit;
    internal ulong Pages;
    internal ulong ExecutableBytes;
    internal ulong WritableBytes;

    public bool Visit(in PageMapping mapping)
    {
        Pages++;
        PageRights rights = mapping.Rights;
        if ((rights & PageRights.Execute) != 0)
            ExecutableBytes += mapping.Bytes;
        if ((rights & PageRights.Write) != 0)
            WritableBytes += mapping.Bytes;
        Fault = (rights & (PageRights.Write | PageRights.Execute)) == (PageRights.Write | PageRights.Execute) ? MappingFault.WritableAndExecutable
            : (long)mapping.Address >= 0 ? MappingFault.KernelInUserHalf
            : (rights & PageRights.User) != 0 ? MappingFault.UserInKernelHalf
            : MappingFault.None;
        Culprit = mapping;
        return Fault == MappingFault.None;
    }
}
