using Diesis.Core.Async;

namespace Diesis.Unit.Tests.Async;

/// <summary>A wake set whose workers are threads.</summary>
internal sealed class ThreadedWakeSet : WakeSet, IDisposable
{
    private readonly SemaphoreSlim _signal = new(0);
    private readonly Thread[] _workers;
    private volatile bool _ends;

    internal ThreadedWakeSet(int workers = 1)
    {
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new Thread(Work) { IsBackground = true })];
        foreach (Thread worker in _workers)
            worker.Start();
    }

    public void Dispose()
    {
        _ends = true;
        _signal.Release(_workers.Length);
        foreach (Thread worker in _workers)
            worker.Join();
    }

    protected override void OnFirstAdded() => _signal.Release();

    private void Work()
    {
        while (!_ends)
        {
            if (Take() is { } woken)
                woken.Run();
            else
                _signal.Wait();
        }
    }
}
