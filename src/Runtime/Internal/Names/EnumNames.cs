namespace Internal.Runtime;

/// <summary>An enum's members: Values[i] is called Names[i]. Made anew by each call of NameTables.TryGetEnum; cache it.</summary>
internal readonly struct EnumNames
{
    internal EnumNames(ulong[] values, string[] names, bool isFlags)
    {
        Values = values;
        Names = names;
        IsFlags = isFlags;
    }

    internal ulong[] Values { get; }

    internal string[] Names { get; }

    internal bool IsFlags { get; }
}
