namespace System.Threading.Tasks
{
    public readonly struct ValueTask { }
}
