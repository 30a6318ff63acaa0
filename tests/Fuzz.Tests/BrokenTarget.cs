using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Tests;

/// <summary>Cases that always throw.</summary>
internal sealed class BrokenTarget : IFuzzTarget, IFuzzCase
{
    public string Name => "broken";

    public IEnumerable<KeyValuePair<string, byte[]>> Context => [];

    public IEnumerable<KeyValuePair<string, byte[]>> Files => [];

    public IFuzzCase Make(Dice dice) => this;

    public Verdict Judge() => throw new InvalidOperationException("what this test throws");
}
