using Diesis.Core.Terminals;
using static Diesis.Unit.Tests.Terminals.TerminalHarness;

namespace Diesis.Unit.Tests.Terminals;

/// <summary>SGR: colours and styles.</summary>
public sealed class TerminalRenditionTests
{
    [Theory]
    [InlineData("1", CellStyle.Bold)]
    [InlineData("1;4", CellStyle.Bold | CellStyle.Underlined)]
    [InlineData("1;2;22", CellStyle.None)]
    [InlineData("3;5;7;8;9", CellStyle.Italic | CellStyle.Blinking | CellStyle.Inverse | CellStyle.Hidden | CellStyle.Struck)]
    [InlineData("3;5;7;8;9;23;25;27;28;29", CellStyle.None)]
    [InlineData("1;0;4", CellStyle.Underlined)]
    [InlineData("1;;4", CellStyle.Underlined)]
    [InlineData("4:3", CellStyle.Underlined)]
    [InlineData("4;4:0", CellStyle.None)]
    [InlineData("58;5;1;4", CellStyle.Underlined)]
    [InlineData("99;4", CellStyle.Underlined)]
    public void StylesAreSet(string codes, CellStyle expected) => Assert.Equal(expected, Pen(codes).Style);

    [Theory]
    [InlineData("31", 1)]
    [InlineData("97", 15)]
    [InlineData("38;5;208", 208)]
    [InlineData("38:5:208", 208)]
    [InlineData("1;38;5;208;4", 208)]
    public void PaletteColoursAreSet(string codes, int index) => Assert.Equal(TerminalColor.FromPalette(index), Pen(codes).Foreground);

    [Theory]
    [InlineData("38;2;1;2;3")]
    [InlineData("38:2:1:2:3")]
    [InlineData("38:2::1:2:3")]
    [InlineData("38:2:7:1:2:3;4")]
    public void TrueColoursAreSet(string codes) => Assert.Equal(TerminalColor.FromRgb(1, 2, 3), Pen(codes).Foreground);

    [Theory]
    [InlineData("38")]
    [InlineData("38;5")]
    [InlineData("38;2;1;2")]
    [InlineData("38;9;1")]
    [InlineData("38:5")]
    [InlineData("31;39")]
    [InlineData("31;0")]
    [InlineData("31;")]
    public void WhatIsBrokenSetsNoColour(string codes) => Assert.Equal(TerminalColor.Default, Pen(codes).Foreground);

    [Theory]
    [InlineData("44", 4)]
    [InlineData("104", 12)]
    [InlineData("48;5;250", 250)]
    public void BackgroundsAreSet(string codes, int index) => Assert.Equal(TerminalColor.FromPalette(index), Pen(codes).Background);

    private static Cell Pen(string codes) => Make(4, 1, $"\e[{codes}mx").Row(0)[0];
}
