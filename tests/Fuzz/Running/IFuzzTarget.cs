namespace Bookseal.Fuzz.Running;

/// <summary>A kind of input and how it is mutated.</summary>
public interface IFuzzTarget
{
    /// <summary>As on the command line.</summary>
    string Name { get; }

    /// <summary>What a finding needs beside the input, such as the trust that was pinned.</summary>
    IEnumerable<KeyValuePair<string, byte[]>> Context { get; }

    IFuzzCase Make(Dice dice);
}
