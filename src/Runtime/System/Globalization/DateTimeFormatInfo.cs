namespace System.Globalization;

/// <summary>The invariant culture's names and patterns of dates and times. They cannot be changed.</summary>
public sealed class DateTimeFormatInfo : IFormatProvider, ICloneable
{
    private static DateTimeFormatInfo? s_invariant;

    internal static readonly string[] FullDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    internal static readonly string[] ShortDays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    internal static readonly string[] FullMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", ""];

    internal static readonly string[] ShortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", ""];

    public static DateTimeFormatInfo InvariantInfo => s_invariant ??= new DateTimeFormatInfo();

    public static DateTimeFormatInfo CurrentInfo => InvariantInfo;

    public bool IsReadOnly => true;

    public string AMDesignator => "AM";

    public string PMDesignator => "PM";

    public string DateSeparator => "/";

    public string TimeSeparator => ":";

    public string ShortDatePattern => "MM/dd/yyyy";

    public string LongDatePattern => "dddd, dd MMMM yyyy";

    public string ShortTimePattern => "HH:mm";

    public string LongTimePattern => "HH:mm:ss";

    public string FullDateTimePattern => "dddd, dd MMMM yyyy HH:mm:ss";

    public string MonthDayPattern => "MMMM dd";

    public string YearMonthPattern => "yyyy MMMM";

    public string RFC1123Pattern => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";

    public string SortableDateTimePattern => "yyyy'-'MM'-'dd'T'HH':'mm':'ss";

    public string UniversalSortableDateTimePattern => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";

    public DayOfWeek FirstDayOfWeek => DayOfWeek.Sunday;

    public string[] DayNames => (string[])FullDays.Clone();

    public string[] AbbreviatedDayNames => (string[])ShortDays.Clone();

    public string[] MonthNames => (string[])FullMonths.Clone();

    public string[] AbbreviatedMonthNames => (string[])ShortMonths.Clone();

    public static DateTimeFormatInfo GetInstance(IFormatProvider? provider) => InvariantInfo;

    public string GetDayName(DayOfWeek dayofweek) => FullDays[CheckedDay(dayofweek)];

    public string GetAbbreviatedDayName(DayOfWeek dayofweek) => ShortDays[CheckedDay(dayofweek)];

    public string GetMonthName(int month) => FullMonths[CheckedMonth(month)];

    public string GetAbbreviatedMonthName(int month) => ShortMonths[CheckedMonth(month)];

    public object? GetFormat(Type? formatType) => formatType == typeof(DateTimeFormatInfo) ? this : null;

    public object Clone() => this;

    private static int CheckedDay(DayOfWeek day)
    {
        if ((uint)day > 6)
        {
            throw new ArgumentOutOfRangeException("dayofweek", day, "Valid values are between Sunday and Saturday, inclusive.");
        }

        return (int)day;
    }

    private static int CheckedMonth(int month)
    {
        if (month is < 1 or > 13)
        {
            throw new ArgumentOutOfRangeException(nameof(month), month, "Valid values are between 1 and 13, inclusive.");
        }

        return month - 1;
    }
}
