using System;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Core.Async;

/// <summary>Something that interrupts tell of and one task at a time awaits. No note is lost: each counts.</summary>
/// <remarks>The handler calls <see cref="Note"/>, which neither allocates nor waits; a worker of the home set then completes the wait.</remarks>
public sealed class InterruptEvent : Wakeable
{
    private readonly Lock _lock = new();
    private long _notes;

    // Guarded by _lock.
    private TaskCompletionSource<long>? _waiter;
    private CancellationTokenRegistration _registration;

    public InterruptEvent(WakeSet home)
        : base(home)
    {
    }

    /// <summary>Takes note. From any context.</summary>
    public void Note()
    {
        Interlocked.Increment(ref _notes);
        Wake();
    }

    /// <summary>Waits for a note.</summary>
    /// <returns>How many there have been since the last wait.</returns>
    /// <exception cref="InvalidOperationException">Another task waits already.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first; notes are kept.</exception>
    public ValueTask<long> WaitAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<long>(cancellationToken);
        using (_lock.EnterScope())
        {
            if (_waiter is not null)
                throw new InvalidOperationException("Another task waits for this event.");
            long notes = Interlocked.Exchange(ref _notes, 0);
            if (notes != 0)
                return new ValueTask<long>(notes);
            _waiter = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<long> task = _waiter.Task;
            if (cancellationToken.CanBeCanceled)
            {
                CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (self, token) => ((InterruptEvent)self!).Cancel(token), this);

                // If the token was cancelled meanwhile, Cancel has run here.
                if (_waiter is not null)
                    _registration = registration;
            }

            return new ValueTask<long>(task);
        }
    }

    protected override void OnWake()
    {
        TaskCompletionSource<long>? waiter;
        CancellationTokenRegistration registration;
        long notes;
        using (_lock.EnterScope())
        {
            waiter = _waiter;
            if (waiter is null)
                return;
            notes = Interlocked.Exchange(ref _notes, 0);
            if (notes == 0)
                return;
            registration = Forget();
        }

        registration.Unregister();
        waiter.TrySetResult(notes);
    }

    private void Cancel(CancellationToken token)
    {
        TaskCompletionSource<long>? waiter;
        using (_lock.EnterScope())
        {
            waiter = _waiter;
            Forget();
        }

        waiter?.TrySetCanceled(token);
    }

    private CancellationTokenRegistration Forget()
    {
        CancellationTokenRegistration registration = _registration;
        _waiter = null;
        _registration = default;
        return registration;
    }
}
