namespace System.Buffers;

/// <summary>How a transcoding ended.</summary>
public enum OperationStatus
{
    Done,
    DestinationTooSmall,
    NeedMoreData,
    InvalidData,
}
