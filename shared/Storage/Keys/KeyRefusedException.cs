namespace Bookseal.Storage.Keys;

/// <summary>
/// A fault about a key, on the way through ports that have no room for one: a key of the company's own that cannot be had leaves no caller anything to decide,
/// and who set the keys up wants the code.
/// </summary>
public sealed class KeyRefusedException(Fault fault) : Exception(fault.ToString())
{
    public Fault Fault { get; } = fault;
}
