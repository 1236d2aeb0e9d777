using Diesis.Platform.Firmware.Tables;

namespace Diesis.Unit.Tests.Firmware;

/// <summary>The FADT: power registers, timer, clock.</summary>
public sealed class FixedDescriptionTests
{
    private static TableBuilder Old() => new TableBuilder(TableSignature.Fadt)
        .SetU32(40, 0x7fe_0000).SetU32(48, 0xb2).SetU8(52, 0xf1).SetU32(64, 0x604).SetU32(76, 0x608).SetU8(89, 2).SetU8(91, 4).SetU8(108, 0x32).PadTo(116);

    private static FixedDescription Parse(TableBuilder builder)
    {
        FixedDescription? description = FixedDescription.Parse(builder.Build());
        Assert.NotNull(description);
        return description;
    }

    [Fact]
    public void ReadsATableOfAcpi1()
    {
        FixedDescription description = Parse(Old());
        Assert.Equal(0x7fe_0000ul, description.Dsdt);
        Assert.Equal(0xb2, description.SmiCommandPort);
        Assert.Equal(0xf1, description.AcpiEnable);
        Assert.Equal(new RegisterAddress(RegisterSpace.Port, 16, 0x604), description.Control1A);
        Assert.False(description.Control1B.IsPresent);
        Assert.Equal(new RegisterAddress(RegisterSpace.Port, 32, 0x608), description.Timer);
        Assert.Equal(24, description.TimerBits);
        Assert.Equal(0x32, description.CenturyRegister);
        Assert.False(description.ResetRegister.IsPresent);
        Assert.True(description.HasCmosClock);
    }

    [Fact]
    public void PrefersExtendedFields()
    {
        FixedDescription description = Parse(Old().SetU64(140, 0x1_0000_0000)
            .SetRegister(172, RegisterSpace.Memory, 16, 0xfed0_0000).SetRegister(208, RegisterSpace.Port, 32, 0x1808).PadTo(244));
        Assert.Equal(0x1_0000_0000ul, description.Dsdt);
        Assert.Equal(new RegisterAddress(RegisterSpace.Memory, 16, 0xfed0_0000), description.Control1A);
        Assert.Equal(0x1808ul, description.Timer.Address);
    }

    [Fact]
    public void FallsBackWhereExtendedFieldsAreEmpty() => Assert.Equal(0x608ul, Parse(Old().PadTo(276)).Timer.Address);

    [Fact]
    public void TellsTheTimersWidth() => Assert.Equal(32, Parse(Old().SetU32(112, 1 << 8)).TimerBits);

    [Fact]
    public void TakesTheResetRegisterOnlyWhereItsFlagIsSet()
    {
        TableBuilder builder = Old().SetRegister(116, RegisterSpace.Port, 8, 0xcf9).SetU8(128, 6);
        Assert.False(Parse(builder).ResetRegister.IsPresent);
        FixedDescription description = Parse(builder.SetU32(112, 1 << 10));
        Assert.Equal(new RegisterAddress(RegisterSpace.Port, 8, 0xcf9), description.ResetRegister);
        Assert.Equal(6, description.ResetValue);
    }

    [Fact]
    public void TakesNoResetRegisterFromATableTooShortForIt() =>
        Assert.False(Parse(Old().SetU32(112, 1 << 10).PadTo(120).SetU8(116, 1)).ResetRegister.IsPresent);

    [Fact]
    public void TellsOfAMissingClock() => Assert.False(Parse(Old().SetU16(109, 1 << 5)).HasCmosClock);

    [Fact]
    public void HasNoTimerWhereThePortIsZero() => Assert.False(Parse(Old().SetU32(76, 0)).Timer.IsPresent);

    [Fact]
    public void RefusesPortsBeyondTheSpace()
    {
        FixedDescription description = Parse(Old().SetU32(76, 0x1_0000).SetU32(48, 0x12_3456));
        Assert.False(description.Timer.IsPresent);
        Assert.Equal(0, description.SmiCommandPort);
    }

    [Fact]
    public void ReadsNothingBeyondTheTablesEnd()
    {
        FixedDescription description = Parse(new TableBuilder(TableSignature.Fadt));
        Assert.Equal(0ul, description.Dsdt);
        Assert.False(description.Timer.IsPresent);
    }
}
