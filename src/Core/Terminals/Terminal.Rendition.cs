namespace Diesis.Core.Terminals;

public sealed partial class Terminal
{
    /// <summary>SGR (ECMA-48, 8.3.117): colours and style of what is printed next.</summary>
    private void SelectRendition(ControlParameters parameters)
    {
        for (int i = 0; i < parameters.Count;)
        {
            int code = parameters.Value(i);
            if (code is 38 or 48 or 58)
            {
                i = SelectExtendedColor(parameters, i, code);
                continue;
            }

            // 4:3 is a curly underline; all kinds are one here, and 4:0 is none.
            if (code == 4 && parameters.IsJoined(i + 1))
                code = parameters.Value(i + 1) == 0 ? 24 : 4;
            SelectRendition(code);
            do
                i++;
            while (parameters.IsJoined(i));
        }
    }

    private void SelectRendition(int code)
    {
        switch (code)
        {
            case 0:
                _pen = default;
                break;
            case 1:
                _pen.Style |= CellStyle.Bold;
                break;
            case 2:
                _pen.Style |= CellStyle.Faint;
                break;
            case 3:
                _pen.Style |= CellStyle.Italic;
                break;
            case 4 or 21:
                _pen.Style |= CellStyle.Underlined;
                break;
            case 5 or 6:
                _pen.Style |= CellStyle.Blinking;
                break;
            case 7:
                _pen.Style |= CellStyle.Inverse;
                break;
            case 8:
                _pen.Style |= CellStyle.Hidden;
                break;
            case 9:
                _pen.Style |= CellStyle.Struck;
                break;
            case 22:
                _pen.Style &= ~(CellStyle.Bold | CellStyle.Faint);
                break;
            case 23:
                _pen.Style &= ~CellStyle.Italic;
                break;
            case 24:
                _pen.Style &= ~CellStyle.Underlined;
                break;
            case 25:
                _pen.Style &= ~CellStyle.Blinking;
                break;
            case 27:
                _pen.Style &= ~CellStyle.Inverse;
                break;
            case 28:
                _pen.Style &= ~CellStyle.Hidden;
                break;
            case 29:
                _pen.Style &= ~CellStyle.Struck;
                break;
            case >= 30 and <= 37:
                _pen.Foreground = TerminalColor.FromPalette(code - 30);
                break;
            case 39:
                _pen.Foreground = TerminalColor.Default;
                break;
            case >= 40 and <= 47:
                _pen.Background = TerminalColor.FromPalette(code - 40);
                break;
            case 49:
                _pen.Background = TerminalColor.Default;
                break;
            case >= 90 and <= 97:
                _pen.Foreground = TerminalColor.FromPalette(code - 90 + 8);
                break;
            case >= 100 and <= 107:
                _pen.Background = TerminalColor.FromPalette(code - 100 + 8);
                break;
        }
    }

    /// <summary>
    /// 38;5;N and 38;2;R;G;B as xterm has them, 38:5:N, 38:2:R:G:B and 38:2:SPACE:R:G:B as ISO 8613-6 has them. 58, the underline's colour, is
    /// read and forgotten.
    /// </summary>
    /// <returns>The index behind the colour.</returns>
    private int SelectExtendedColor(ControlParameters parameters, int index, int code)
    {
        int kind = parameters.Value(index + 1, -1);
        bool joined = parameters.IsJoined(index + 1);
        int end = index + 2;
        if (joined)
        {
            while (parameters.IsJoined(end))
                end++;
        }
        else
        {
            end = index + (kind == 5 ? 3 : kind == 2 ? 5 : 2);
        }

        if (end > parameters.Count)
            return parameters.Count;
        int numbers = end - index - 2;
        TerminalColor color;
        if (kind == 5 && numbers >= 1)
            color = TerminalColor.FromPalette(parameters.Value(index + 2));
        else if (kind == 2 && numbers >= 3)
            color = TerminalColor.FromRgb(parameters.Value(end - 3), parameters.Value(end - 2), parameters.Value(end - 1));
        else
            return end;

        if (code == 38)
            _pen.Foreground = color;
        else if (code == 48)
            _pen.Background = color;
        return end;
    }
}
