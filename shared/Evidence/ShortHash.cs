using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bookseal.Evidence;

/// <summary>
/// SHA-256 of what is short. The framework asks OpenSSL to look the algorithm up anew for each hash, which takes longer
/// than to hash a journal line; millions of lines are hashed one by one. Where that library has its plain functions,
/// they are called; where not, or where they say otherwise than the framework, the framework is.
/// </summary>
internal static class ShortHash
{
    /// <summary>A call may hold up a garbage collection, so that it has to be over soon.</summary>
    private const int MostBytes = 4096;

    private static readonly bool IsNative = Agrees();

    /// <summary>Of the one behind the other.</summary>
    public static Digest Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        if (IsNative && first.Length + second.Length <= MostBytes)
            Native.Hash(first, second, hash);
        else if (second.IsEmpty)
            SHA256.HashData(first, hash);
        else
            HashBoth(first, second, hash);
        return Digest.FromBytes(hash);
    }

    private static void HashBoth(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        using var both = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        both.AppendData(first);
        both.AppendData(second);
        both.GetHashAndReset(hash);
    }

    /// <summary>Of no block, part of one, and several.</summary>
    private static bool Agrees()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            var bytes = new byte[200];
            for (var at = 0; at < bytes.Length; at++)
                bytes[at] = (byte)at;
            Span<byte> hash = stackalloc byte[Digest.Size];
            foreach (var length in (ReadOnlySpan<int>)[0, 1, 55, 56, 64, 65, bytes.Length])
            {
                var whole = bytes.AsSpan(0, length);
                // First, so that the framework has loaded its library before anybody asks for it by name.
                var expected = SHA256.HashData(whole);
                Native.Hash(whole[..(length / 3)], whole[(length / 3)..], hash);
                if (!hash.SequenceEqual(expected))
                    return false;
            }

            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// The library that the framework itself hashes with, from where the system has it: never from the folder of the
    /// program, where a stranger's proof may have been unpacked.
    /// </summary>
    private static class Native
    {
        private const string Library = "libcrypto.so.3";
        private const DllImportSearchPath Paths = DllImportSearchPath.System32;

        public static void Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
        {
            var state = default(State);
            var isDone =
                Init(ref state)
                & Update(ref state, in MemoryMarshal.GetReference(first), (nuint)first.Length)
                & Update(ref state, in MemoryMarshal.GetReference(second), (nuint)second.Length)
                & Final(ref MemoryMarshal.GetReference(hash), ref state);
            if (isDone != 1)
                throw new CryptographicException("SHA-256 could not be computed");
        }

        [DllImport(Library, EntryPoint = "SHA256_Init"), SuppressGCTransition, DefaultDllImportSearchPaths(Paths)]
        private static extern int Init(ref State state);

        [DllImport(Library, EntryPoint = "SHA256_Update"), SuppressGCTransition, DefaultDllImportSearchPaths(Paths)]
        private static extern int Update(ref State state, in byte bytes, nuint length);

        [DllImport(Library, EntryPoint = "SHA256_Final"), SuppressGCTransition, DefaultDllImportSearchPaths(Paths)]
        private static extern int Final(ref byte hash, ref State state);

        /// <summary>SHA256_CTX has 112 bytes.</summary>
        [StructLayout(LayoutKind.Sequential, Size = 128)]
        private struct State;
    }
}
