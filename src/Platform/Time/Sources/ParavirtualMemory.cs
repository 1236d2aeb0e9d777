using Diesis.Platform.Boot;
using Internal.Runtime;

namespace Diesis.Platform.Time;

/// <summary>The page that <see cref="ParavirtualSource"/> shares with the hypervisor.</summary>
internal static unsafe class ParavirtualMemory
{
    private const int PageBytes = 4096;

    private static byte* s_page;

    /// <summary>Null where there is no such hypervisor.</summary>
    internal static ParavirtualSource? TryStart()
    {
        if (!ParavirtualSource.IsSupported)
            return null;

        // SAFETY: memory of the direct map, whose physical address is its distance from the map's start; it is never given back.
        s_page = Home.Reserve(PageBytes);
        if (s_page == null || !Home.Commit(s_page, PageBytes))
            return null;
        return ParavirtualSource.Start(s_page, (ulong)s_page - StartInformation.DirectMap);
    }
}
