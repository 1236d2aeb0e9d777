using System.Text;
using Diesis.Platform.Boot;
using Diesis.Platform.Memory;

namespace Diesis.Tests.InKernel;

/// <summary>Tells the runner how the kernel was started: it starts this in every way there is and holds the line against what it should be.</summary>
internal static class BootReport
{
    /// <summary>The runner's initial file system has the numbers below this, over and over.</summary>
    private const int Period = 251;

    internal static void Register(TestList tests)
    {
        tests.Add("BootReport.IsPrinted", static () => Console.WriteLine(Line()));
        tests.Add("BootReport.TheInitialFileSystemIsWhole", static () =>
        {
            BootMemoryRange initrd = BootInfo.Current.Initrd;
            for (ulong i = 0; i < initrd.Length; i++)
                Check.Equal((int)(i % Period), ByteAt(initrd.Start + i));
        });
    }

    /// <remarks>SAFETY: the address is within what the loader handed over.</remarks>
    private static unsafe int ByteAt(ulong address) => *DirectMap.Pointer(new PhysicalAddress(address));

    private static string Line()
    {
        ref readonly BootInfo info = ref BootInfo.Current;
        ulong usable = 0;
        for (int i = 0; i < info.RangeCount; i++)
            usable += info.Range(i).Kind == BootMemoryKind.Usable ? info.Range(i).Length : 0;
        string screen = info.FrameBuffer.IsPresent
            ? info.FrameBuffer.Width.ToString() + "x" + info.FrameBuffer.Height.ToString() + "x" + info.FrameBuffer.BitsPerPixel.ToString()
            : "none";
        return "boot: protocol=" + info.Protocol.ToString()
            + " megabytes=" + (usable >> 20).ToString()
            + " screen=" + screen
            + " acpi=" + (info.AcpiRoot != 0 ? "yes" : "no")
            + " initrd=" + info.Initrd.Length.ToString()
            + " word=" + (CommandLine.Text("boot.word"u8) ?? "none")
            + " loader=" + Encoding.UTF8.GetString(info.LoaderName);
    }
}
