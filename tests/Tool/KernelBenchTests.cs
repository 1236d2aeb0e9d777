using Diesis.Tool.Testing;

namespace Diesis.Tool.Tests;

public sealed class KernelBenchTests
{
    [Fact]
    public void FiguresAreRead() => Assert.Equal(
        [new("Boot.Instructions", 4394596, "instructions"), new("Boot.UsedMemory", 5.83, "MB"), new("Lock.Spin", 52.5, "instructions")],
        KernelBench.Parse("noise\r\nboot ticks 4394596\r\nboot used 6114304\r\nbench Lock.Spin 5250\r\nbench cut"));
}
