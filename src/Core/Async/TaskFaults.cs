using System;
using Diesis.Platform.Diagnostics;

namespace Diesis.Core.Async;

/// <summary>Where tasks and deferred work go whose exceptions nobody catches.</summary>
internal static class TaskFaults
{
    internal static void Report(string kind, string name, Exception exception) => Oops.Report(kind, name, exception);
}
