using Diesis.Tool.Machines;
using Diesis.Tool.Names;

namespace Diesis.Tool.Tests;

public sealed class ProcessorStatesTests
{
    private const string Registers = """
        CPU#0
        RAX=0000000000000000 RBX=0000000000000000
        RIP=0000000000001010 RFL=00000202 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=1
        CPU#1
        RIP=0000000000002000 RFL=00000002 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=0
        """;

    private static readonly ElfObject.Symbol[] s_symbols = [new("Idle", ".text", 0x1000, true), new("Spin", ".text", 0x2000, true)];

    [Fact]
    public void EachProcessorIsNamedWithWhereItIs() => Assert.Equal(
        """
        processor 0: halted, interrupts on
           at Idle+10 [0x1011]
        processor 1: running, interrupts off
           at Spin+0 [0x2001]

        """,
        ProcessorStates.Describe(Registers, s_symbols, lines: null));

    [Fact]
    public void CodeBelowEverySymbolIsUnknown() =>
        Assert.Contains("unknown code", ProcessorStates.Describe("RIP=0000000000000010 RFL=00000002 HLT=0", s_symbols, lines: null), StringComparison.Ordinal);
}
