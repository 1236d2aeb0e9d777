namespace Diesis.Core.Input;

/// <summary>The German keyboard (DIN 2137, T1): dead keys for acute, grave and circumflex, a third level by AltGr.</summary>
public sealed class GermanLayout : KeyboardLayout
{
    public override string Name => "de";

    public override bool HasAltGraph => true;

    protected override string Plain => "abcdefghijklmnopqrstuvwxzy1234567890\r\e\u007f\t ß\u0301ü+##öä\u0302,.-";

    protected override string Shifted => "ABCDEFGHIJKLMNOPQRSTUVWXZY!\"§$%&/()=\r\e\u007f\t ?\u0300Ü*''ÖÄ°;:_";

    protected override string Third => "\0\0\0\0€\0\0\0\0\0\0\0µ\0\0\0@\0\0\0\0\0\0\0\0\0\0²³\0\0\0{[]}\r\e\u007f\t \\\0\0~\0\0\0\0\0\0\0\0";

    protected override string EuropeBackslash => "<>|";
}
