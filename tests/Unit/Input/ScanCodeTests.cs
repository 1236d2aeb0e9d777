using Diesis.Core.Input;
using Diesis.Drivers.Pc.Ps2;

namespace Diesis.Unit.Tests.Input;

/// <summary>Scan codes of both sets.</summary>
public sealed class ScanCodeTests
{
    [Theory]
    [InlineData(1, "1e", "+A")]
    [InlineData(1, "1e9e", "+A-A")]
    [InlineData(1, "2a1e9eaa", "+LeftShift+A-A-LeftShift")]
    [InlineData(1, "e01d", "+RightControl")]
    [InlineData(1, "e048e0c8", "+Up-Up")]
    [InlineData(1, "e02ae048e0c8e0aa", "+Up-Up")]
    [InlineData(1, "e02ae037e0b7e0aa", "+PrintScreen-PrintScreen")]
    [InlineData(1, "e11d45e19dc5", "+Pause-Pause")]
    [InlineData(1, "e046e0c6", "+Pause-Pause")]
    [InlineData(1, "e11d1e", "")]
    [InlineData(1, "e11d1e1e", "+A")]
    [InlineData(1, "e1e048", "+Up")]
    [InlineData(1, "7f1e", "+A")]
    [InlineData(1, "56", "+EuropeBackslash")]
    [InlineData(1, "5758", "+F11+F12")]
    [InlineData(2, "1c", "+A")]
    [InlineData(2, "1cf01c", "+A-A")]
    [InlineData(2, "e014e0f014", "+RightControl-RightControl")]
    [InlineData(2, "e012e075e0f075e0f012", "+Up-Up")]
    [InlineData(2, "e11477e1f014f077", "+Pause-Pause")]
    [InlineData(2, "83", "+F7")]
    [InlineData(2, "84", "+PrintScreen")]
    [InlineData(2, "f0001c", "+A")]
    [InlineData(2, "ff1c", "+A")]
    public void CodesBecomeKeys(int set, string bytes, string expected)
    {
        ScanCodeDecoder decoder = new((ScanCodeSet)set);
        string keys = "";
        foreach (byte value in Convert.FromHexString(bytes))
        {
            if (decoder.TryTake(value, out KeyChange change))
                keys += (change.Direction == KeyDirection.Down ? "+" : "-") + change.Key;
        }
        Assert.Equal(expected, keys);
    }

    /// <summary>The controller translates codes of set 2 one to one, so both tables must know the same keys.</summary>
    [Fact]
    public void BothSetsKnowTheSameKeys()
    {
        KeyCode[] Keys(Func<int, KeyCode> table) => [.. Enumerable.Range(0, 256).Select(table).Where(key => key != KeyCode.None).Order()];
        Assert.Equal(Keys(ScanCodeTables.Set1), Keys(ScanCodeTables.Set2));
        Assert.Equal(Keys(ScanCodeTables.Extended1), Keys(ScanCodeTables.Extended2));
    }

    [Fact]
    public void NoKeyIsListedTwice()
    {
        KeyCode[] keys = [.. Enumerable.Range(0, 256).Select(ScanCodeTables.Set1).Where(key => key != KeyCode.None)];
        Assert.Equal(keys.Distinct().Count(), keys.Length);
        Assert.True(keys.Length >= 87);
    }

    /// <summary>Whatever came before, after two known keys the decoder is in step.</summary>
    [Theory]
    [InlineData(1, 0x1e)]
    [InlineData(2, 0x1c)]
    public void NoiseIsOvercome(int set, byte codeOfA)
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            Random random = new(seed);
            ScanCodeDecoder decoder = new((ScanCodeSet)set);
            for (int i = random.Next(20); i > 0; i--)
                decoder.TryTake((byte)random.Next(256), out _);
            decoder.TryTake(codeOfA, out _);
            decoder.TryTake(codeOfA, out _);
            Assert.True(decoder.TryTake(codeOfA, out KeyChange change) && change.Key == KeyCode.A && change.Direction == KeyDirection.Down, $"seed {seed}");
        }
    }
}
