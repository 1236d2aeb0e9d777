namespace System.Reflection;

/// <summary>Names a type's indexer; written by the C# compiler.</summary>
public sealed class DefaultMemberAttribute(string memberName) : Attribute
{
    public string MemberName { get; } = memberName;
}
