using Azure.Core;

namespace Bookseal.Storage.Azure.KeyVault.Client;

/// <summary>Stands in for the options of the official client.</summary>
public class KeyClientOptions : ClientOptions;
