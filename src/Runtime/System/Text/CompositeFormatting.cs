using System.Diagnostics.CodeAnalysis;

namespace System.Text;

/// <summary>The language of <c>string.Format</c>: text with items <c>{index[,alignment][:format]}</c>, braces doubled to stand for themselves.</summary>
internal static class CompositeFormatting
{
    private const int IndexLimit = 1_000_000;
    private const int WidthLimit = 1_000_000;
    private const string EndsPrematurely = "Format item ends prematurely.";
    private const string ExpectedDigit = "Expected an ASCII digit.";

    internal static void Append(ref ValueStringBuilder builder, IFormatProvider? provider, string format, ReadOnlySpan<object?> args)
    {
        ICustomFormatter? custom = (ICustomFormatter?)provider?.GetFormat(typeof(ICustomFormatter));
        int position = 0;
        while (AppendLiteral(ref builder, format, ref position))
        {
            Item item = ReadItem(format, ref position);
            if ((uint)item.Index >= (uint)args.Length)
                ThrowHelper.ThrowFormat("Index (zero based) must be greater than or equal to zero and less than the size of the argument list.");
            AppendItem(ref builder, provider, custom, args[item.Index], item);
        }
    }

    // Copies text up to the next item; afterwards the position is that of its first digit. False at the end of the format.
    private static bool AppendLiteral(ref ValueStringBuilder builder, string format, ref int position)
    {
        while (position < format.Length)
        {
            ReadOnlySpan<char> rest = format.AsSpan(position);
            int brace = rest.IndexOfAny('{', '}');
            if (brace < 0)
            {
                builder.Append(rest);
                return false;
            }

            builder.Append(rest.Slice(0, brace));
            char opened = rest[brace];
            position += brace;
            char next = Next(format, ref position);
            if (next == opened)
            {
                builder.Append(next);
                position++;
                continue;
            }

            if (opened != '{')
                ThrowAt(position, "Unexpected closing brace without a corresponding opening brace.");
            return true;
        }

        return false;
    }

    private static Item ReadItem(string format, ref int position)
    {
        Item item = default;
        char unit = format[position];
        item.Index = ReadNumber(format, ref position, ref unit, IndexLimit);
        if (unit != '}')
        {
            SkipBlanks(format, ref position, ref unit);
            if (unit == ',')
            {
                unit = Next(format, ref position);
                SkipBlanks(format, ref position, ref unit);
                if (unit == '-')
                {
                    item.LeftAligned = true;
                    unit = Next(format, ref position);
                }

                item.Width = ReadNumber(format, ref position, ref unit, WidthLimit);
                SkipBlanks(format, ref position, ref unit);
            }

            if (unit != '}')
            {
                if (unit != ':')
                    ThrowAt(position, EndsPrematurely);

                int start = position + 1;
                while ((unit = Next(format, ref position)) != '}')
                {
                    if (unit == '{')
                        ThrowAt(position, EndsPrematurely);
                }

                item.Format = format.AsSpan(start, position - start);
            }
        }

        position++;
        return item;
    }

    private static int ReadNumber(string format, ref int position, ref char unit, int limit)
    {
        int number = unit - '0';
        if ((uint)number >= 10)
            ThrowAt(position, ExpectedDigit);

        unit = Next(format, ref position);
        while (char.IsAsciiDigit(unit) && number < limit)
        {
            number = number * 10 + unit - '0';
            unit = Next(format, ref position);
        }

        return number;
    }

    private static void SkipBlanks(string format, ref int position, ref char unit)
    {
        while (unit == ' ')
        {
            unit = Next(format, ref position);
        }
    }

    private static char Next(string format, ref int position)
    {
        position++;
        if ((uint)position >= (uint)format.Length)
            ThrowAt(position, EndsPrematurely);
        return format[position];
    }

    private static void AppendItem(ref ValueStringBuilder builder, IFormatProvider? provider, ICustomFormatter? custom, object? argument, scoped Item item)
    {
        string? text = null;
        string? itemFormat = null;
        if (custom is not null)
        {
            itemFormat = item.Format.IsEmpty ? null : item.Format.ToString();
            text = custom.Format(itemFormat, argument, provider);
        }

        int start = builder.Length;
        if (text is null && argument is ISpanFormattable spanFormattable && spanFormattable.TryFormat(builder.Free, out int written, item.Format, provider))
        {
            builder.Length += written;
        }
        else
        {
            if (text is null)
            {
                text = argument is IFormattable formattable
                    ? formattable.ToString(itemFormat ?? (item.Format.IsEmpty ? null : item.Format.ToString()), provider)
                    : argument?.ToString();
            }

            builder.Append(text);
        }

        int padding = item.Width - (builder.Length - start);
        if (padding > 0)
        {
            if (item.LeftAligned)
                builder.Append(' ', padding);
            else
                builder.InsertPadding(start, padding);
        }
    }

    [DoesNotReturn]
    private static void ThrowAt(int offset, string reason) =>
        throw new FormatException("Input string was not in a correct format. Failure to parse near offset " + offset.ToString() + ". " + reason);

    private ref struct Item
    {
        public int Index;
        public int Width;
        public bool LeftAligned;
        public ReadOnlySpan<char> Format;
    }
}
