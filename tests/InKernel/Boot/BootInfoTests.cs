using System.Text;
using Diesis.Platform.Boot;
using Diesis.Platform.Memory;

namespace Diesis.Tests.InKernel;

/// <summary>What the loader told, in the machine that the tests run in.</summary>
internal static class BootInfoTests
{
    private const ulong Megabyte = 1 << 20;

    internal static void Register(TestList tests)
    {
        tests.Add("BootInfo.NamesTheLoader", () => Check.Equal("PVH", Encoding.UTF8.GetString(BootInfo.Current.LoaderName)));
        tests.Add("BootInfo.NamesTheProtocol", () => Check.True(BootInfo.Current.Protocol == BootProtocol.Pvh));
        tests.Add("BootInfo.HasRanges", () => Check.True(BootInfo.Current.RangeCount >= 2));
        tests.Add("BootInfo.DroppedNothing", () =>
        {
            Check.Equal(0, BootInfo.Current.DroppedRanges);
            Check.Equal(0, BootInfo.Current.DroppedModules);
            Check.Equal(0, CommandLine.Dropped);
            Check.False(BootInfo.Current.CommandLineWasCut);
        });
        tests.Add("BootInfo.UsableMemoryIsWhatTheMachineHas", () =>
        {
            ulong usable = 0;
            for (int i = 0; i < BootInfo.Current.RangeCount; i++)
                usable += BootInfo.Current.Range(i).Kind == BootMemoryKind.Usable ? BootInfo.Current.Range(i).Length : 0;
            Check.True(usable >= 20 * Megabyte, usable.ToString());
            Check.True(usable % Megabyte != 0 || usable > 0);
        });
        tests.Add("BootInfo.NoRangeWrapsAround", () =>
        {
            for (int i = 0; i < BootInfo.Current.RangeCount; i++)
            {
                BootMemoryRange range = BootInfo.Current.Range(i);
                Check.True(range.Length != 0 && range.Length - 1 <= ulong.MaxValue - range.Start);
            }
        });
        tests.Add("BootInfo.TheKernelLiesInUsableMemory", () =>
        {
            ulong start = KernelImage.Start - KernelImage.Base;
            ulong end = KernelImage.End - KernelImage.Base;
            bool found = false;
            for (int i = 0; i < BootInfo.Current.RangeCount; i++)
            {
                BootMemoryRange range = BootInfo.Current.Range(i);
                found |= range.Kind == BootMemoryKind.Usable && range.Start <= start && end <= range.Start + range.Length;
            }
            Check.True(found);
        });
        tests.Add("BootInfo.ARangeBeyondTheLastIsRefused", () => Check.Throws<ArgumentOutOfRangeException>(static () => BootInfo.Current.Range(BootInfo.Current.RangeCount)));
        tests.Add("BootInfo.KnowsTheAcpiRoot", () => Check.True(BootInfo.Current.AcpiRoot != 0));
        tests.Add("BootInfo.HasNoScreenByPvh", () => Check.False(BootInfo.Current.FrameBuffer.IsPresent));
        tests.Add("BootInfo.HasNoInitrdUnlessOneWasGiven", () => Check.True(BootInfo.Current.Initrd.Length == 0));
        tests.Add("KernelImage.PartsFollowEachOther", () =>
        {
            Check.Equal(KernelImage.Base + Megabyte, KernelImage.Start);
            Check.True(KernelImage.Start < KernelImage.CodeEnd && KernelImage.CodeEnd <= KernelImage.ConstantsStart);
            Check.True(KernelImage.ConstantsStart < KernelImage.ConstantsEnd && KernelImage.ConstantsEnd <= KernelImage.DataStart);
            Check.True(KernelImage.DataStart < KernelImage.End);
        });
        tests.Add("KernelImage.PartsAreOnPagesOfTheirOwn", () =>
            Check.Equal(0UL, (KernelImage.CodeEnd | KernelImage.ConstantsStart | KernelImage.ConstantsEnd | KernelImage.DataStart | KernelImage.End) & 4095));
    }
}
