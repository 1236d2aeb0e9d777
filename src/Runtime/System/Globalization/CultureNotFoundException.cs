namespace System.Globalization;

/// <summary>A culture was asked for that does not exist.</summary>
public class CultureNotFoundException : ArgumentException
{
    public CultureNotFoundException()
        : base("Culture is not supported.")
    {
    }

    public CultureNotFoundException(string? message)
        : base(message)
    {
    }

    public CultureNotFoundException(string? paramName, string? invalidCultureName, string? message)
        : base(message, paramName)
    {
        InvalidCultureName = invalidCultureName;
    }

    public virtual string? InvalidCultureName { get; }

    public override string Message =>
        InvalidCultureName is null ? base.Message : base.Message + Environment.NewLine + InvalidCultureName + " is an invalid culture identifier.";
}
