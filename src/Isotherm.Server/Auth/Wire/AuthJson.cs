using System.Text.Json.Serialization;

namespace Isotherm.Server.Auth.Wire;

/// <summary>Serialisation of the bodies of sign-in and accounts, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NonceBody))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(SetupBody))]
[JsonSerializable(typeof(NewKeyBody))]
[JsonSerializable(typeof(NonceAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(MadeKeyAnswer))]
[JsonSerializable(typeof(SessionsAnswer))]
[JsonSerializable(typeof(AuditLogAnswer))]
internal sealed partial class AuthJson : JsonSerializerContext;
