namespace System.Globalization;

/// <summary>The invariant culture: the only one there is.</summary>
public sealed class CultureInfo : IFormatProvider, ICloneable
{
    private static CultureInfo? s_invariant;

    private CultureInfo()
    {
    }

    /// <exception cref="CultureNotFoundException">The name is not the empty one of the invariant culture.</exception>
    public CultureInfo(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowUnlessInvariant(name);
    }

    public static CultureInfo InvariantCulture => s_invariant ??= new CultureInfo();

    /// <summary>Setting it does nothing: every culture is the invariant one.</summary>
    public static CultureInfo CurrentCulture { get => InvariantCulture; set => ArgumentNullException.ThrowIfNull(value); }

    public static CultureInfo CurrentUICulture { get => InvariantCulture; set => ArgumentNullException.ThrowIfNull(value); }

    public static CultureInfo? DefaultThreadCurrentCulture { get => null; set { } }

    public static CultureInfo? DefaultThreadCurrentUICulture { get => null; set { } }

    public string Name => "";

    public string DisplayName => "Invariant Language (Invariant Country)";

    public string EnglishName => DisplayName;

    public string NativeName => DisplayName;

    public string TwoLetterISOLanguageName => "iv";

    public string ThreeLetterISOLanguageName => "ivl";

    public bool IsNeutralCulture => false;

    public bool IsReadOnly => true;

    public CultureInfo Parent => InvariantCulture;

    public NumberFormatInfo NumberFormat => NumberFormatInfo.InvariantInfo;

    public DateTimeFormatInfo DateTimeFormat => DateTimeFormatInfo.InvariantInfo;

    public static CultureInfo GetCultureInfo(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowUnlessInvariant(name);
        return InvariantCulture;
    }

    public static CultureInfo ReadOnly(CultureInfo ci)
    {
        ArgumentNullException.ThrowIfNull(ci);
        return ci;
    }

    public object? GetFormat(Type? formatType)
    {
        if (formatType == typeof(NumberFormatInfo))
        {
            return NumberFormat;
        }

        return formatType == typeof(DateTimeFormatInfo) ? DateTimeFormat : null;
    }

    public object Clone() => new CultureInfo();

    public override bool Equals(object? value) => value is CultureInfo;

    public override int GetHashCode() => 0;

    public override string ToString() => Name;

    private static void ThrowUnlessInvariant(string name)
    {
        if (name.Length != 0)
        {
            throw new CultureNotFoundException(
                nameof(name), name, "Only the invariant culture is supported in globalization-invariant mode. See https://aka.ms/GlobalizationInvariantMode for more information.");
        }
    }
}
