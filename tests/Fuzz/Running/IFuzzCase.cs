namespace Bookseal.Fuzz.Running;

/// <summary>One mutated input, ready to be given to the product.</summary>
public interface IFuzzCase
{
    /// <summary>The input, to be kept if something is wrong.</summary>
    IEnumerable<KeyValuePair<string, byte[]>> Files { get; }

    /// <summary>Gives it to the product and judges the answer. Runs on one thread, and may be repeated.</summary>
    Verdict Judge();
}
