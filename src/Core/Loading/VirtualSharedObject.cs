using Diesis.Abi;
using Diesis.Core.Memory;

namespace Diesis.Core.Loading;

/// <summary>vdso(7): code of the kernel's in every program, which answers some calls without entering the kernel.</summary>
internal static class VirtualSharedObject
{
    /// <returns>Where it begins; ENOENT while there is none.</returns>
    internal static Result<ulong> Map(AddressSpace space) => Errno.ENOENT;
}
