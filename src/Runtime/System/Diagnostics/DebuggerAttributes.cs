namespace System.Diagnostics;

// Marks for compilers and debuggers.

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class ConditionalAttribute(string conditionString) : Attribute
{
    public string ConditionString { get; } = conditionString;
}

public sealed class DebuggableAttribute(DebuggableAttribute.DebuggingModes modes) : Attribute
{
    public DebuggingModes DebuggingFlags { get; } = modes;

    [Flags]
    public enum DebuggingModes
    {
        None = 0,
        Default = 1,
        IgnoreSymbolStoreSequencePoints = 2,
        EnableEditAndContinue = 4,
        DisableOptimizations = 256,
    }
}

public enum DebuggerBrowsableState
{
    Never = 0,
    Collapsed = 2,
    RootHidden = 3,
}

public sealed class DebuggerBrowsableAttribute(DebuggerBrowsableState state) : Attribute
{
    public DebuggerBrowsableState State { get; } = state;
}

public sealed class DebuggerDisplayAttribute(string? value) : Attribute
{
    public string? Value { get; } = value;

    public string? Name { get; set; }
}

public sealed class DebuggerHiddenAttribute : Attribute
{
}

public sealed class DebuggerStepThroughAttribute : Attribute
{
}

public sealed class DebuggerNonUserCodeAttribute : Attribute
{
}

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Constructor | AttributeTargets.Method)]
public sealed class StackTraceHiddenAttribute : Attribute
{
}
