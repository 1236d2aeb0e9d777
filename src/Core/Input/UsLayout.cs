namespace Diesis.Core.Input;

/// <summary>The keyboard of the United States (ANSI INCITS 154), without AltGr.</summary>
public sealed class UsLayout : KeyboardLayout
{
    public override string Name => "us";

    public override bool HasAltGraph => false;

    protected override string Plain => "abcdefghijklmnopqrstuvwxyz1234567890\r\e\u007f\t -=[]\\#;'`,./";

    protected override string Shifted => "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()\r\e\u007f\t _+{}|~:\"~<>?";

    protected override string Third => "";

    protected override string EuropeBackslash => "\\|\0";
}
