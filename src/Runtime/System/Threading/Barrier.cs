using Internal.Runtime;

namespace System.Threading;

/// <summary>Lets participants go on to the next phase when all have arrived.</summary>
public class Barrier : IDisposable
{
    private const int MaximumParticipants = 32767;

    private readonly Action<Barrier>? _postPhaseAction;
    private readonly object _lock = new();

    // Guarded by _lock.
    private int _participants;
    private int _arrived;
    private long _phase;
    private Exception? _failure;
    private int _actionThreadId;
    private bool _isDisposed;

    public Barrier(int participantCount)
        : this(participantCount, null)
    {
    }

    /// <param name="participantCount">How many there are at first.</param>
    /// <param name="postPhaseAction">Run by the last to arrive, before the others go on.</param>
    public Barrier(int participantCount, Action<Barrier>? postPhaseAction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(participantCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(participantCount, MaximumParticipants);

        _participants = participantCount;
        _postPhaseAction = postPhaseAction;
    }

    public int ParticipantCount => Volatile.Read(ref _participants);

    public int ParticipantsRemaining
    {
        get
        {
            lock (_lock)
            {
                return _participants - _arrived;
            }
        }
    }

    public long CurrentPhaseNumber => Volatile.Read(ref _phase);

    public long AddParticipant() => AddParticipants(1);

    /// <returns>The phase in which the new ones take part first.</returns>
    public long AddParticipants(int participantCount)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(participantCount);

        lock (_lock)
        {
            ThrowIfInAction();
            if (_participants + participantCount > MaximumParticipants)
            {
                throw new InvalidOperationException(
                    "Adding participantCount participants would result in the number of participants exceeding the maximum number allowed.");
            }

            _participants += participantCount;
            return _phase;
        }
    }

    public void RemoveParticipant() => RemoveParticipants(1);

    public void RemoveParticipants(int participantCount)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(participantCount);

        lock (_lock)
        {
            ThrowIfInAction();
            if (_participants < participantCount)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(participantCount),
                    "The participantCount argument must be less than or equal the number of participants.");
            }

            if (_participants - participantCount < _arrived)
            {
                throw new InvalidOperationException(
                    "The participantCount argument is greater than the number of participants that haven't yet arrived at the barrier in this phase.");
            }

            _participants -= participantCount;
            if (_participants == _arrived && _participants > 0)
                FinishPhase();
        }
    }

    public void SignalAndWait() => SignalAndWait(Timeout.Infinite, default);

    public void SignalAndWait(CancellationToken cancellationToken) => SignalAndWait(Timeout.Infinite, cancellationToken);

    public bool SignalAndWait(TimeSpan timeout) => SignalAndWait(WaitTime.ToMilliseconds(timeout), default);

    public bool SignalAndWait(int millisecondsTimeout) => SignalAndWait(millisecondsTimeout, default);

    /// <returns>False when the time-out came first; then the arrival is taken back.</returns>
    /// <exception cref="BarrierPostPhaseException">The action between the phases failed.</exception>
    public bool SignalAndWait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        Deadline deadline = Deadline.After(millisecondsTimeout);
        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static barrier => ((Barrier)barrier!).WakeAll(), this);
        lock (_lock)
        {
            ThrowIfInAction();
            if (_participants == 0)
                throw new InvalidOperationException("The barrier has no registered participants.");
            if (_arrived == _participants)
            {
                throw new InvalidOperationException(
                    "The number of threads using the barrier exceeded the total number of registered participants.");
            }

            long phase = _phase;
            _arrived++;
            if (_arrived == _participants)
            {
                FinishPhase();
            }
            else
            {
                while (_phase == phase)
                {
                    bool expired = !Monitor.Wait(_lock, deadline.RemainingMilliseconds) && deadline.HasPassed;
                    if (_phase != phase)
                        break;
                    if (expired || cancellationToken.IsCancellationRequested)
                    {
                        _arrived--;
                        cancellationToken.ThrowIfCancellationRequested();
                        return false;
                    }
                }
            }

            if (_failure is not null)
                throw new BarrierPostPhaseException(_failure);
            return true;
        }
    }

    public void Dispose()
    {
        ThrowIfInAction();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _isDisposed = true;

    private void FinishPhase()
    {
        _failure = null;
        if (_postPhaseAction is not null)
        {
            _actionThreadId = Thread.CurrentId;
            try
            {
                _postPhaseAction(this);
            }
            catch (Exception exception)
            {
                _failure = exception;
            }

            _actionThreadId = 0;
        }

        _arrived = 0;
        _phase++;
        Monitor.PulseAll(_lock);
    }

    private void WakeAll()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }

    private void ThrowIfInAction()
    {
        if (Volatile.Read(ref _actionThreadId) == Thread.CurrentId)
            throw new InvalidOperationException("This method may not be called from within the postPhaseAction.");
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);
}
