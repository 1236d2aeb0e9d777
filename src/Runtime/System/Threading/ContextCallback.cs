namespace System.Threading;

/// <summary>What ExecutionContext.Run calls.</summary>
public delegate void ContextCallback(object? state);
