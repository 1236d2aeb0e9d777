using System.Diagnostics.CodeAnalysis;

namespace System.Globalization;

/// <summary>The symbols and patterns of numbers; a new one has the invariant culture's.</summary>
public sealed class NumberFormatInfo : IFormatProvider, ICloneable
{
    private const NumberStyles UndefinedStyles = ~(NumberStyles.Any | NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier);

    private static NumberFormatInfo? s_invariant;

    private int[]? _numberGroupSizes;
    private int[]? _currencyGroupSizes;
    private int[]? _percentGroupSizes;
    private bool _isReadOnly;

    private string _positiveSign = "+";
    private string _negativeSign = "-";
    private string _numberDecimalSeparator = ".";
    private string _numberGroupSeparator = ",";
    private string _currencyDecimalSeparator = ".";
    private string _currencyGroupSeparator = ",";
    private string _percentDecimalSeparator = ".";
    private string _percentGroupSeparator = ",";
    private string _currencySymbol = "\u00A4";
    private string _percentSymbol = "%";
    private string _perMilleSymbol = "\u2030";
    private string _nanSymbol = "NaN";
    private string _positiveInfinitySymbol = "Infinity";
    private string _negativeInfinitySymbol = "-Infinity";

    private int _numberDecimalDigits = 2;
    private int _currencyDecimalDigits = 2;
    private int _percentDecimalDigits = 2;
    private int _numberNegativePattern = 1;
    private int _currencyPositivePattern;
    private int _currencyNegativePattern;
    private int _percentPositivePattern;
    private int _percentNegativePattern;

    public static NumberFormatInfo InvariantInfo => s_invariant ?? MakeInvariant();

    public static NumberFormatInfo CurrentInfo => InvariantInfo;

    public bool IsReadOnly => _isReadOnly;

    public string PositiveSign { get => _positiveSign; set => SetText(ref _positiveSign, value); }

    public string NegativeSign { get => _negativeSign; set => SetText(ref _negativeSign, value); }

    public string NumberDecimalSeparator { get => _numberDecimalSeparator; set => SetSeparator(ref _numberDecimalSeparator, value); }

    public string NumberGroupSeparator { get => _numberGroupSeparator; set => SetText(ref _numberGroupSeparator, value); }

    public string CurrencyDecimalSeparator { get => _currencyDecimalSeparator; set => SetSeparator(ref _currencyDecimalSeparator, value); }

    public string CurrencyGroupSeparator { get => _currencyGroupSeparator; set => SetText(ref _currencyGroupSeparator, value); }

    public string PercentDecimalSeparator { get => _percentDecimalSeparator; set => SetSeparator(ref _percentDecimalSeparator, value); }

    public string PercentGroupSeparator { get => _percentGroupSeparator; set => SetText(ref _percentGroupSeparator, value); }

    public string CurrencySymbol { get => _currencySymbol; set => SetText(ref _currencySymbol, value); }

    public string PercentSymbol { get => _percentSymbol; set => SetText(ref _percentSymbol, value); }

    public string PerMilleSymbol { get => _perMilleSymbol; set => SetText(ref _perMilleSymbol, value); }

    public string NaNSymbol { get => _nanSymbol; set => SetText(ref _nanSymbol, value); }

    public string PositiveInfinitySymbol { get => _positiveInfinitySymbol; set => SetText(ref _positiveInfinitySymbol, value); }

    public string NegativeInfinitySymbol { get => _negativeInfinitySymbol; set => SetText(ref _negativeInfinitySymbol, value); }

    public int NumberDecimalDigits { get => _numberDecimalDigits; set => SetNumber(ref _numberDecimalDigits, value, 99); }

    public int CurrencyDecimalDigits { get => _currencyDecimalDigits; set => SetNumber(ref _currencyDecimalDigits, value, 99); }

    public int PercentDecimalDigits { get => _percentDecimalDigits; set => SetNumber(ref _percentDecimalDigits, value, 99); }

    public int NumberNegativePattern { get => _numberNegativePattern; set => SetNumber(ref _numberNegativePattern, value, 4); }

    public int CurrencyPositivePattern { get => _currencyPositivePattern; set => SetNumber(ref _currencyPositivePattern, value, 3); }

    public int CurrencyNegativePattern { get => _currencyNegativePattern; set => SetNumber(ref _currencyNegativePattern, value, 16); }

    public int PercentPositivePattern { get => _percentPositivePattern; set => SetNumber(ref _percentPositivePattern, value, 3); }

    public int PercentNegativePattern { get => _percentNegativePattern; set => SetNumber(ref _percentNegativePattern, value, 11); }

    /// <summary>Digits in each group, from the decimal point outwards; the last repeats, zero ends the grouping.</summary>
    public int[] NumberGroupSizes { get => Copy(_numberGroupSizes); set => SetGroups(ref _numberGroupSizes, value); }

    public int[] CurrencyGroupSizes { get => Copy(_currencyGroupSizes); set => SetGroups(ref _currencyGroupSizes, value); }

    public int[] PercentGroupSizes { get => Copy(_percentGroupSizes); set => SetGroups(ref _percentGroupSizes, value); }

    internal ReadOnlySpan<int> NumberGroups => _numberGroupSizes ?? DefaultGroups;

    internal ReadOnlySpan<int> CurrencyGroups => _currencyGroupSizes ?? DefaultGroups;

    internal ReadOnlySpan<int> PercentGroups => _percentGroupSizes ?? DefaultGroups;

    private static ReadOnlySpan<int> DefaultGroups => [3];

    public static NumberFormatInfo GetInstance(IFormatProvider? formatProvider)
    {
        return formatProvider switch
        {
            null => CurrentInfo,
            CultureInfo culture => culture.NumberFormat,
            NumberFormatInfo info => info,
            _ => formatProvider.GetFormat(typeof(NumberFormatInfo)) as NumberFormatInfo ?? CurrentInfo,
        };
    }

    public static NumberFormatInfo ReadOnly(NumberFormatInfo nfi)
    {
        ArgumentNullException.ThrowIfNull(nfi);
        if (nfi._isReadOnly)
        {
            return nfi;
        }

        NumberFormatInfo copy = (NumberFormatInfo)nfi.MemberwiseClone();
        copy._isReadOnly = true;
        return copy;
    }

    public object? GetFormat(Type? formatType) => formatType == typeof(NumberFormatInfo) ? this : null;

    public object Clone()
    {
        NumberFormatInfo copy = (NumberFormatInfo)MemberwiseClone();
        copy._isReadOnly = false;
        return copy;
    }

    /// <summary>Whether the provider is none or the invariant culture, so that the symbols are the plain ASCII ones.</summary>
    internal static bool IsInvariant(IFormatProvider? provider) =>
        provider is null or CultureInfo || ReferenceEquals(provider, s_invariant);

    /// <summary>The provider's negative sign, without an info object where there is no provider.</summary>
    internal static string NegativeSignOf(IFormatProvider? provider) => IsInvariant(provider) ? "-" : GetInstance(provider)._negativeSign;

    /// <summary>Whether a minus sign is enough of a negative sign: then U+2212 and '-' stand for each other in parsing.</summary>
    internal bool AllowsHyphenForSign => _negativeSign.Length == 1 && _negativeSign[0] is '\u2012' or '\u207B' or '\u208B' or '\u2212' or '\u2796' or '\uFE63' or '\uFF0D';

    /// <exception cref="ArgumentException">A style bit is unknown, or combined with one it does not go with.</exception>
    internal static void ValidateIntegerStyle(NumberStyles style)
    {
        if ((style & (UndefinedStyles | NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) != 0
            && style is not (NumberStyles.HexNumber or NumberStyles.BinaryNumber))
        {
            ThrowUnlessValid(style);
        }

        static void ThrowUnlessValid(NumberStyles style)
        {
            if ((style & UndefinedStyles) != 0)
            {
                throw new ArgumentException("An undefined NumberStyles value is being used.", nameof(style));
            }

            if ((style & ~NumberStyles.HexNumber) != 0 && (style & ~NumberStyles.BinaryNumber) != 0)
            {
                throw new ArgumentException(
                    "With the AllowHexSpecifier or AllowBinarySpecifier bit set in the enum bit field, the only other valid bits that can be combined into the enum value must be AllowLeadingWhite and AllowTrailingWhite.",
                    nameof(style));
            }
        }
    }

    /// <exception cref="ArgumentException">A style bit is unknown, or one that floating-point numbers do not have.</exception>
    internal static void ValidateFloatStyle(NumberStyles style)
    {
        if ((style & UndefinedStyles) != 0)
        {
            throw new ArgumentException("An undefined NumberStyles value is being used.", nameof(style));
        }

        if ((style & (NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) != 0)
        {
            throw new ArgumentException(
                "The number styles AllowHexSpecifier and AllowBinarySpecifier are not supported on floating point data types.", nameof(style));
        }
    }

    private static NumberFormatInfo MakeInvariant()
    {
        NumberFormatInfo info = new() { _isReadOnly = true };
        s_invariant = info;
        return info;
    }

    private static int[] Copy(int[]? groups) => groups is null ? [3] : (int[])groups.Clone();

    private void SetText(ref string field, [NotNull] string? value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ThrowIfReadOnly();
        field = value;
    }

    private void SetSeparator(ref string field, [NotNull] string? value)
    {
        ThrowIfReadOnly();
        ArgumentException.ThrowIfNullOrEmpty(value);
        field = value;
    }

    private void SetNumber(ref int field, int value, int maximum)
    {
        if ((uint)value > (uint)maximum)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Valid values are between 0 and " + maximum.ToString() + ", inclusive.");
        }

        ThrowIfReadOnly();
        field = value;
    }

    private void SetGroups(ref int[]? field, [NotNull] int[]? value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ThrowIfReadOnly();
        int[] copy = (int[])value.Clone();
        for (int i = 0; i < copy.Length; i++)
        {
            if (copy[i] < 1 && (copy[i] != 0 || i != copy.Length - 1) || copy[i] > 9)
            {
                throw new ArgumentException(
                    "Every element in the value array should be between one and nine, except for the last element, which can be zero.", nameof(value));
            }
        }

        field = copy;
    }

    private void ThrowIfReadOnly()
    {
        if (_isReadOnly)
        {
            throw new InvalidOperationException("Instance is read-only.");
        }
    }
}
