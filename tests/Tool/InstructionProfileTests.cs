using Diesis.Tool.Comparison;
using Diesis.Tool.Names;

namespace Diesis.Tool.Tests;

public sealed class InstructionProfileTests
{
    private static readonly CodeNames s_code = new([(0xffffffff80001000, "First()"), (0xffffffff80001010, "Second()")], null, "/nowhere");

    [Fact]
    public void CountsAreSummedByMethod()
    {
        InstructionProfile profile = InstructionProfile.Sum(
            ["user 50", "ffffffff80001000 10", "ffffffff80001004 7", "ffffffff80001010 20", "ffffffff80001000 1", "ffffffff80000fff 2", "not a line at all"], s_code, 10);
        Assert.Equal([("Second()", 20L, 20L), ("First()", 18L, 11L), ("unknown", 2L, 0L)], profile.Methods.Select(method => (method.Name, method.Instructions, method.Calls)));
        Assert.Equal(40, profile.KernelInstructions);
        Assert.Equal(50, profile.UserInstructions);
        Assert.Equal(1.8, profile.PerOperation(18));
    }

    [Fact]
    public void TheTextNamesWhatItCounts()
    {
        string text = InstructionProfile.Sum(["user 5", "ffffffff80001000 10"], s_code, 10).ToText();
        Assert.Contains("1.0 instructions in the kernel, 0.5 in programs", text);
        Assert.Contains("1.00 calls  First()", text);
    }
}
